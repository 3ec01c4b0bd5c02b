package io.github.mailbearer.doctor;

import io.github.mailbearer.diagnosis.Remedy;
import io.github.mailbearer.diagnosis.TokenClaims;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 8c: whether the token is of this tenant and application, and of the principal that Exchange was told of. */
final class OriginCheck extends ClaimsExamination {

    OriginCheck(SetUp setUp) {
        super(setUp, "8c", "From whom the token is");
    }

    @Override
    Finding examine(TokenClaims claims, Findings known) {
        DoctorSettings settings = setUp().settings();
        String tenant = settings.tenantId != null
                        && IdsCheck.GUID.matcher(settings.tenantId).matches()
                ? settings.tenantId
                : null;
        Finding finding;
        if (differ(tenant, claims.tenantId())) {
            finding = Finding.fail(
                    "The token is from tenant " + claims.tenantId().orElse("") + ", not from the one that was given.",
                    "Check the Directory (tenant) ID, and who has signed in: a guest's token is from another tenant.");
        } else if (differ(settings.clientId, claims.applicationId())) {
            finding = Finding.fail(
                    "The token belongs to application " + claims.applicationId().orElse("")
                            + ", not to the one that was given.",
                    "Check the Application (client) ID, and where the token comes from.");
        } else if (claims.isApplication() && differ(settings.registeredObjectId, claims.objectId())) {
            finding = Finding.fail("Exchange was told of another Object ID than the token's.", registration(known));
        } else {
            finding = Finding.pass("Tenant and application are those that were given.");
        }
        return finding.with("tid", claims.tenantId().orElse(null))
                .with("appid", claims.applicationId().orElse(null))
                .with("oid", claims.objectId().orElse(null));
    }

    private static boolean differ(@Nullable String given, Optional<String> claimed) {
        return given != null && claimed.isPresent() && !given.equalsIgnoreCase(claimed.get());
    }

    private Remedy registration(Findings known) {
        return Remedy.of(
                "New-ServicePrincipal wants the Object ID that Enterprise applications shows, not the one under App"
                        + " registrations. Register the application anew, and give the new principal its rights on the"
                        + " mailbox; then wait up to two hours.",
                List.of(
                        "Remove-ServicePrincipal -Identity {registered-object}",
                        "New-ServicePrincipal -AppId {client} -ObjectId {object}",
                        "Add-MailboxPermission -Identity {mailbox} -User {object} -AccessRights FullAccess"),
                setUp().facts(known));
    }
}

package io.github.mailbearer.doctor;

import io.github.mailbearer.diagnosis.Remedy;
import io.github.mailbearer.diagnosis.TokenClaims;
import io.github.mailbearer.mail.MailProtocol;
import java.util.List;
import java.util.Set;

/** 8d: whether the token holds the permission that the protocol wants. */
final class PermissionsCheck extends ClaimsExamination {

    PermissionsCheck(SetUp setUp) {
        super(setUp, "8d", "What the token permits");
    }

    @Override
    Finding examine(TokenClaims claims, Findings known) {
        if (!setUp().profile().isMicrosoft()) {
            return Finding.notNeeded("What tokens must permit here is not known.");
        }
        boolean app = setUp().grant(known).orElse(Grant.PERSON) == Grant.APPLICATION;
        Set<String> held = app ? claims.roles() : claims.scopes();
        String wanted = wanted(app);
        Finding finding = held.contains(wanted)
                ? Finding.pass("It holds " + wanted + ".")
                : app ? withoutRole(wanted, known) : withoutScope(wanted);
        return finding.with(app ? "roles" : "scp", held.isEmpty() ? "none" : Words.of(held));
    }

    private String wanted(boolean app) {
        if (setUp().profile().isHighVolume()) {
            return "Mail.Send";
        }
        return switch (setUp().protocol()) {
            case SMTP -> app ? "SMTP.SendAsApp" : "SMTP.Send";
            case IMAP -> app ? "IMAP.AccessAsApp" : "IMAP.AccessAsUser.All";
            case POP3 -> app ? "POP.AccessAsApp" : "POP.AccessAsUser.All";
        };
    }

    private Finding withoutRole(String wanted, Findings known) {
        Remedy consent = Remedy.of(
                "Entra admin center > App registrations > the application > API permissions > Add > APIs my organization"
                        + " uses > Office 365 Exchange Online > Application permissions > " + wanted
                        + ", then Grant admin consent.",
                List.of());
        if (setUp().protocol() != MailProtocol.SMTP || setUp().profile().isHighVolume()) {
            return Finding.fail("The token does not hold " + wanted + ": nobody has granted it.", consent)
                    .butGoOn();
        }
        return Finding.warn(
                "The token does not hold " + wanted + ": right if Exchange gives the application its rights by RBAC.",
                Remedy.of(
                        "If roles were assigned in Exchange (RBAC for Applications), see whether the mailbox is in scope.",
                        List.of("Test-ServicePrincipalAuthorization -Identity {client} -Resource {mailbox}"),
                        setUp().facts(known)),
                consent);
    }

    private Finding withoutScope(String wanted) {
        String scope = Words.of(setUp().expectedScopes(Grant.PERSON));
        return Finding.fail(
                        "The token does not hold " + wanted + ", so nobody has consented to it.",
                        "Ask for " + scope
                                + " and let the person sign in again, with consent; where only administrators"
                                + " may consent, App registrations > the application > API permissions > Grant admin"
                                + " consent.")
                .butGoOn();
    }
}

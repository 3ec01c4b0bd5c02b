package io.github.mailbearer.doctor;

import io.github.mailbearer.diagnosis.Remedy;
import io.github.mailbearer.diagnosis.TokenClaims;
import io.github.mailbearer.mail.MailProtocol;
import java.util.List;

/** 12: whether messages are from the mailbox that sends them, or need a right of their own. */
final class AlignmentCheck extends Examination {

    private final SetUp setUp;

    AlignmentCheck(SetUp setUp) {
        super("12", "Sender and mailbox", "0f");
        this.setUp = setUp;
    }

    @Override
    Finding examine(Findings known) {
        if (setUp.protocol() != MailProtocol.SMTP) {
            return Finding.notNeeded("Only SMTP has a sender.");
        }
        boolean own =
                setUp.from().equalsIgnoreCase(setUp.user()) && setUp.from().equalsIgnoreCase(setUp.settings().mailbox);
        Finding finding = own
                ? Finding.pass("Messages are from the mailbox that signs in.")
                : Finding.warn("Messages are from another address than signs in, which takes a right.", remedy(known));
        return finding.with("signs in", setUp.user()).with("From and MAIL FROM", setUp.from());
    }

    private Remedy remedy(Findings known) {
        if (!setUp.profile().isMicrosoft()) {
            return Remedy.of(
                    "Let the mailbox send as the other address (at Gmail: Settings > Accounts > Send mail as), or send from"
                            + " the mailbox.",
                    List.of());
        }
        String trustee = known.left(TokenClaims.class)
                .filter(TokenClaims::isApplication)
                .map(claims -> "{object}")
                .orElse("{user}");
        return Remedy.of(
                "Nothing to do if the right is there; else grant it, and wait up to two hours. Send on Behalf is not enough."
                        + " For an alias of the mailbox: Set-OrganizationConfig -SendFromAliasEnabled $true.",
                List.of(
                        "Get-RecipientPermission {from}",
                        "Add-RecipientPermission -Identity {from} -Trustee " + trustee + " -AccessRights SendAs"),
                setUp.facts(known));
    }
}

package io.github.mailbearer.doctor;

import io.github.mailbearer.diagnosis.Remedy;
import io.github.mailbearer.diagnosis.TokenClaims;
import io.github.mailbearer.mail.MailProtocol;
import java.util.List;

/** 8e: whether the person whose token it is goes as the user where the server compares the two. */
final class AccountCheck extends ClaimsExamination {

    AccountCheck(SetUp setUp) {
        super(setUp, "8e", "Whose token it is");
    }

    @Override
    Finding examine(TokenClaims claims, Findings known) {
        String person = claims.userPrincipalName().orElse("");
        if (claims.isApplication() || person.isEmpty()) {
            return Finding.notNeeded("The token is no person's.");
        }
        return judged(person, known).with("upn", person).with("user in the authentication message", setUp().user());
    }

    private Finding judged(String person, Findings known) {
        if (person.equalsIgnoreCase(setUp().user())) {
            return Finding.pass("The user is the account that has signed in.");
        }
        if (setUp().protocol() != MailProtocol.SMTP) {
            return Finding.pass(
                    "The mailbox is another one than the account's: a shared one, to which the account needs"
                            + " FullAccess.");
        }
        return Finding.fail(
                        "The account that has signed in is another one than the user, and SMTP compares the two.",
                        Remedy.of(
                                "Sign in as the account, and send from the mailbox: signedInAs is the account's user principal"
                                        + " name (mailbearer.signed-in-as), the mailbox stays the sender. If the mailbox is"
                                        + " not the account's own, it must be allowed to send as it.",
                                List.of("Add-RecipientPermission -Identity {mailbox} -Trustee {account}"
                                        + " -AccessRights SendAs"),
                                setUp().facts(known).toBuilder().account(person).build()))
                .butGoOn();
    }
}

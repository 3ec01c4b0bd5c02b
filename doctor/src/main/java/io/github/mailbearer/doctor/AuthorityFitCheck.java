package io.github.mailbearer.doctor;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** 0c: whether tokens of this kind can be had from this tenant at all. */
final class AuthorityFitCheck extends Examination {

    private static final Set<String> SHARED =
            Set.of("common", "organizations", "consumers", "9188040d-6c67-4c5b-b112-36a304b66dad");

    private final SetUp setUp;

    AuthorityFitCheck(SetUp setUp) {
        super("0c", "Grant and tenant", "0a");
        this.setUp = setUp;
    }

    @Override
    Finding examine(Findings known) {
        if (!setUp.settings().asksEntra()) {
            return Finding.notNeeded("The tokens do not come from Entra through Mailbearer.");
        }
        if (setUp.grant().orElseThrow() == Grant.PERSON) {
            return Finding.pass("A person has signed in; any tenant will do.");
        }
        String tenant = Objects.requireNonNullElse(setUp.settings().tenantId, "");
        if (setUp.isPersonalAddress(setUp.settings().mailbox) || setUp.profile().isPersonal()) {
            return Finding.fail(
                    "The mailbox is a personal account's, and an application gets no tokens of its own for those.",
                    "Let the person sign in: connect the mailbox with MailboxConnector or by device code, with the tenant"
                            + " \"consumers\".");
        }
        if (SHARED.contains(tenant.toLowerCase(Locale.ROOT))) {
            return Finding.fail(
                    "The tenant is \"" + tenant + "\", and client credentials need a certain one.",
                    "Give the Directory (tenant) ID from App registrations > the application > Overview, a GUID.");
        }
        return Finding.pass("The application asks for itself, in a certain tenant.");
    }
}

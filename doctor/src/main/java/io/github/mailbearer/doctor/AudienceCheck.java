package io.github.mailbearer.doctor;

import io.github.mailbearer.diagnosis.TokenClaims;
import java.util.Locale;
import java.util.Set;

/** 8b: whether the token is for the mail servers, rather than for Microsoft Graph. */
final class AudienceCheck extends ClaimsExamination {

    private static final String GRAPH = "00000003-0000-0000-c000-000000000000";
    private static final String EXCHANGE = "00000002-0000-0ff1-ce00-000000000000";

    AudienceCheck(SetUp setUp) {
        super(setUp, "8b", "For whom the token is");
    }

    @Override
    Finding examine(TokenClaims claims, Findings known) {
        Set<String> right = setUp().audiences();
        if (right.isEmpty()) {
            return Finding.notNeeded("For whom tokens are here is not known.");
        }
        String audience = claims.audience().orElse("");
        String host = SetUp.hostOf(audience);
        Finding finding;
        if (right.contains(host) || audience.equalsIgnoreCase(EXCHANGE)) {
            finding = Finding.pass("It is for the mail servers.");
        } else if (host.equals("graph.microsoft.com")
                || audience.toLowerCase(Locale.ROOT).equals(GRAPH)) {
            finding = Finding.fail(
                    "The token is for Microsoft Graph, and mail servers refuse those.",
                    "The portal lists SMTP.Send, IMAP and POP under Microsoft Graph, yet the token must be asked for the"
                            + " Outlook resource: ask for " + expected(known)
                            + " in a request of its own. The refresh token at hand will do for it.");
        } else {
            finding = Finding.fail(
                    "The token is for " + (audience.isEmpty() ? "nobody" : audience) + ", not for the mail servers.",
                    "Ask for " + expected(known) + ".");
        }
        return finding.with("aud", audience).with("expected", String.join(" or ", right));
    }

    private String expected(Findings known) {
        return Words.of(setUp().expectedScopes(setUp().grant(known).orElse(Grant.PERSON)));
    }
}

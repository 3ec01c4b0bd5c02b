package io.github.mailbearer.mail;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * How mailboxes of one platform are signed in to, apart from where. Immutable.
 *
 * @param delegatedScopes the scopes a person consents to, by protocol
 * @param appOnlyScopes the scopes of an application without a person, perhaps none
 * @param pop3TokenOnItsOwnLine whether POP3 sends the token after the AUTH command's line
 * @param minimumValidity how long a token must still be valid
 * @param submissionIdentity whose name SMTP sends
 */
record PlatformRules(
        Map<MailProtocol, Set<String>> delegatedScopes,
        Set<String> appOnlyScopes,
        boolean pop3TokenOnItsOwnLine,
        Duration minimumValidity,
        SubmissionIdentity submissionIdentity) {

    /** What suits a server about which nothing else is known. */
    static final PlatformRules USUAL =
            new PlatformRules(Map.of(), Set.of(), true, Duration.ZERO, SubmissionIdentity.ACCOUNT);

    PlatformRules withDelegatedScopes(MailProtocol protocol, Set<String> scopes) {
        Map<MailProtocol, Set<String>> all = new EnumMap<>(MailProtocol.class);
        all.putAll(delegatedScopes);
        all.put(protocol, scopes);
        return new PlatformRules(
                Map.copyOf(all), appOnlyScopes, pop3TokenOnItsOwnLine, minimumValidity, submissionIdentity);
    }

    PlatformRules withAppOnlyScopes(Set<String> scopes) {
        return new PlatformRules(delegatedScopes, scopes, pop3TokenOnItsOwnLine, minimumValidity, submissionIdentity);
    }

    PlatformRules withPop3TokenOnItsOwnLine(boolean ownLine) {
        return new PlatformRules(delegatedScopes, appOnlyScopes, ownLine, minimumValidity, submissionIdentity);
    }

    PlatformRules withMinimumValidity(Duration validity) {
        return new PlatformRules(delegatedScopes, appOnlyScopes, pop3TokenOnItsOwnLine, validity, submissionIdentity);
    }

    PlatformRules withSubmissionIdentity(SubmissionIdentity identity) {
        return new PlatformRules(delegatedScopes, appOnlyScopes, pop3TokenOnItsOwnLine, minimumValidity, identity);
    }
}

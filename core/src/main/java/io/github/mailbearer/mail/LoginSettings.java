package io.github.mailbearer.mail;

import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.diagnosis.Catalogue;
import io.github.mailbearer.sasl.SaslMechanism;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How a Session's logins are made.
 *
 * @param source the provider the application gave
 * @param tokens what is asked: the provider, or a cache in front of it
 * @param hosts the hosts that may see a token
 * @param platform what those hosts belong to, or {@code null} if the Session's own properties name them
 * @param account the account whose token opens a mailbox
 * @param submitsAsAccount whether a submission server is told the account in place of the mailbox
 * @param scopes what the tokens are for; none for the provider's default
 * @param minimumValidity how long a token must still be valid when it is presented
 * @param mechanism the only mechanism to use, or {@code null} for what the server offers
 * @param senders what happens to messages from somebody else
 * @param guard what keeps a refused mailbox from being hammered
 * @param limits what a mailbox may do at once, if that is limited
 * @param catalogue the failures that are known
 */
record LoginSettings(
        TokenProvider source,
        TokenProvider tokens,
        Set<String> hosts,
        @Nullable MailPlatform platform,
        UnaryOperator<String> account,
        boolean submitsAsAccount,
        List<String> scopes,
        Duration minimumValidity,
        @Nullable SaslMechanism mechanism,
        SenderRule senders,
        ConnectGuard guard,
        @Nullable MailboxLimits limits,
        Supplier<Catalogue> catalogue) {

    /** What the hosts belong to, for messages. */
    String place() {
        return platform == null ? "the Session's own properties" : platform.name();
    }

    /** What to ask for to open a mailbox. */
    TokenRequest request(String mailbox) {
        String owner = account.apply(mailbox);
        return TokenRequest.of(owner == null ? "" : owner, scopes.toArray(String[]::new))
                .withMinimumValidity(minimumValidity);
    }
}

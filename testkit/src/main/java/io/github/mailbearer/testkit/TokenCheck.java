package io.github.mailbearer.testkit;

import java.util.Set;

/**
 * Decides whether a mail server lets a user in with a token.
 *
 * <p>{@link FakeEntra#tokens} verifies what the fake Entra issued, {@link AcceptedTokens} is a list that a test changes as
 * it goes, and any lambda will do. It is called by the threads of the server's connections.
 */
@FunctionalInterface
public interface TokenCheck {

    /**
     * Judges a token.
     *
     * @param protocol {@code smtp}, {@code imap} or {@code pop3}
     * @param user the mailbox that the client named
     * @param token the token it sent
     * @return whether the user is let in
     */
    boolean accepts(String protocol, String user, String token);

    /**
     * Accepts these tokens from any user.
     *
     * @param tokens the tokens
     * @return the check
     */
    static TokenCheck anyOf(String... tokens) {
        Set<String> accepted = Set.of(tokens);
        return (protocol, user, token) -> accepted.contains(token);
    }
}

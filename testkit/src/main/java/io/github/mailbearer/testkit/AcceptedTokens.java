package io.github.mailbearer.testkit;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A list of tokens that a mail server accepts from any user, which may change while the server runs.
 *
 * <pre>{@code
 * AcceptedTokens tokens = AcceptedTokens.of("first");
 * FakeMailServer smtp = FakeMailServer.smtp().tokens(tokens).start();
 * tokens.only("second"); // "first" is refused from now on
 * }</pre>
 */
public final class AcceptedTokens implements TokenCheck {

    private final Set<String> tokens = ConcurrentHashMap.newKeySet();

    private AcceptedTokens(Collection<String> tokens) {
        this.tokens.addAll(tokens);
    }

    /**
     * Begins with these tokens.
     *
     * @param tokens the tokens to accept
     * @return the list
     */
    public static AcceptedTokens of(String... tokens) {
        return new AcceptedTokens(List.of(tokens));
    }

    /**
     * Accepts these tokens too.
     *
     * @param more the tokens to add
     * @return this list
     */
    public AcceptedTokens accept(String... more) {
        tokens.addAll(List.of(more));
        return this;
    }

    /**
     * Accepts these tokens and no others. A token that is in the old list and in the new one is accepted throughout.
     *
     * @param others the tokens to accept from now on
     * @return this list
     */
    public AcceptedTokens only(String... others) {
        List<String> kept = List.of(others);
        tokens.addAll(kept);
        tokens.retainAll(kept);
        return this;
    }

    /**
     * Accepts these tokens no longer.
     *
     * @param former the tokens to remove
     * @return this list
     */
    public AcceptedTokens revoke(String... former) {
        List.of(former).forEach(tokens::remove);
        return this;
    }

    @Override
    public boolean accepts(String protocol, String user, String token) {
        return tokens.contains(token);
    }

    @Override
    public String toString() {
        return "AcceptedTokens[" + tokens.size() + "]";
    }
}

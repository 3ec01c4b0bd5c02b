package io.github.mailbearer.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.sasl.SaslException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;

class TokenCallbacksTest {

    private final List<Callback> asked = new ArrayList<>();

    private static TokenCallbacks.Answer ask(CallbackHandler handler) throws SaslException {
        return new TokenCallbacks(handler, SaslMechanism.XOAUTH2, null).ask();
    }

    @Test
    void theHandlerNamesUserAndToken() throws Exception {
        TokenCallbacks.Answer answer = ask(Handlers.of("a@y", "token"));
        assertThat(answer.user).isEqualTo("a@y");
        assertThat(answer.token).isEqualTo("token");
        assertThat(answer.toString()).doesNotContain("token");
    }

    @Test
    void anAuthorizationIdIsTheUserAndWhatTheHandlerIsAskedAbout() throws Exception {
        CallbackHandler handler = Handlers.keeping(asked, "a@y", "t");
        assertThat(new TokenCallbacks(handler, SaslMechanism.XOAUTH2, "shared@y").ask().user)
                .isEqualTo("shared@y");
        assertThat(asked)
                .filteredOn(NameCallback.class::isInstance)
                .singleElement()
                .satisfies(callback ->
                        assertThat(((NameCallback) callback).getDefaultName()).isEqualTo("shared@y"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    void anEmptyAuthorizationIdIsNone(String authorizationId) throws Exception {
        CallbackHandler handler = Handlers.of("a@y", "t");
        assertThat(new TokenCallbacks(handler, SaslMechanism.XOAUTH2, authorizationId).ask().user)
                .isEqualTo("a@y");
    }

    @Test
    void theCallbackIsClearedAfterUse() throws Exception {
        ask(Handlers.keeping(asked, "a@y", "token"));
        assertCleared();
    }

    @Test
    void theCallbackIsClearedAfterAFailureToo() {
        assertThatThrownBy(() -> ask(Handlers.keeping(asked, null, "token"))).isInstanceOf(SaslException.class);
        assertCleared();
    }

    private void assertCleared() {
        assertThat(asked)
                .filteredOn(PasswordCallback.class::isInstance)
                .singleElement()
                .satisfies(callback ->
                        assertThat(((PasswordCallback) callback).getPassword()).containsOnly(' '));
    }

    @Test
    void aHandlersFailureIsTheCause() {
        IOException noNetwork = new IOException("no network");
        IllegalStateException noMailbox = new IllegalStateException("no such mailbox");
        UnsupportedCallbackException notMine = new UnsupportedCallbackException(new NameCallback("?"), "not mine");
        assertIsCause(noNetwork, callbacks -> {
            throw noNetwork;
        });
        assertIsCause(noMailbox, callbacks -> {
            throw noMailbox;
        });
        assertIsCause(notMine, callbacks -> {
            throw notMine;
        });
    }

    private static void assertIsCause(Exception cause, CallbackHandler handler) {
        assertThatThrownBy(() -> ask(handler))
                .isInstanceOf(SaslException.class)
                .hasMessage("The CallbackHandler gave no token for XOAUTH2: " + cause.getMessage())
                .hasCause(cause);
    }

    @Test
    void aHandlersOwnSaslExceptionStaysAsItIs() {
        SaslException own = new SaslException("sign in again");
        assertThatThrownBy(() -> ask(callbacks -> {
                    throw own;
                }))
                .isSameAs(own);
    }

    @Test
    void aHandlerThatAnswersHalfIsToldWhatIsMissing() {
        assertThatThrownBy(() -> ask(Handlers.of(null, "t")))
                .isInstanceOf(SaslException.class)
                .hasMessage("The CallbackHandler gave no user for XOAUTH2: it has to call setName of the NameCallback");
        assertThatThrownBy(() -> ask(Handlers.of("a@y", null)))
                .isInstanceOf(SaslException.class)
                .hasMessage("The CallbackHandler gave no token for XOAUTH2:"
                        + " it has to call setPassword of the PasswordCallback");
    }
}

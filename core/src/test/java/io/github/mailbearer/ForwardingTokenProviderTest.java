package io.github.mailbearer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ForwardingTokenProviderTest {

    private static final TokenRequest REQUEST = TokenRequest.of("a@contoso.com");
    private static final AccessToken GOT = AccessToken.of("got", Instant.MAX);
    private static final AccessToken RENEWED = AccessToken.of("renewed", Instant.MAX);

    private static final class AppOnly implements TokenProvider {
        @Override
        public AccessToken getToken(TokenRequest request) {
            return GOT;
        }

        @Override
        public AccessToken renewToken(TokenRequest request, AccessToken rejected) {
            return RENEWED;
        }

        @Override
        public Object cacheKey(TokenRequest request) {
            return request.scopes();
        }

        @Override
        public String toString() {
            return "AppOnly";
        }
    }

    private static final class Wrapper extends ForwardingTokenProvider {
        Wrapper(TokenProvider delegate) {
            super(delegate);
        }
    }

    @Test
    void passesEveryQuestionOn() {
        TokenProvider wrapper = new Wrapper(new AppOnly());

        assertThat(wrapper.getToken(REQUEST)).isSameAs(GOT);
        assertThat(wrapper.renewToken(REQUEST, GOT)).isSameAs(RENEWED);
        assertThat(wrapper.cacheKey(REQUEST)).isEqualTo(REQUEST.scopes());
        assertThat(wrapper).hasToString("Wrapper[AppOnly]");
    }

    @Test
    void isNotNeededByAProviderThatRemembersNothing() {
        TokenProvider plain = request -> GOT;

        assertThat(plain.renewToken(REQUEST, RENEWED)).isSameAs(GOT);
        assertThat(plain.cacheKey(REQUEST)).isEqualTo(REQUEST);
    }
}

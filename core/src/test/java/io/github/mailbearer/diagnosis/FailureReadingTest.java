package io.github.mailbearer.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.sasl.ServerError;
import io.github.mailbearer.sasl.ServerRefusal;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FailureReadingTest {

    private static final String SWITCHED_OFF =
            "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.";

    @Test
    void readsCausesAndWhatWasSuppressed() {
        Exception outer = new IllegalStateException("no mail", new IOException("no", new IOException(SWITCHED_OFF)));
        Exception aside = new IllegalStateException("closing");
        aside.addSuppressed(new IOException(SWITCHED_OFF));

        assertThat(Diagnosis.of(outer).id()).isEqualTo("S7");
        assertThat(Diagnosis.of(aside).id()).isEqualTo("S7");
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void endsWhereCausesGoInACircleOrOnForEver() {
        Exception first = new IllegalStateException("first");
        Exception second = new IllegalStateException("second", first);
        first.initCause(second);
        Exception deep = new IOException(SWITCHED_OFF);
        for (int i = 0; i < 100_000; i++) {
            deep = new IOException("again", deep);
        }

        assertThat(Diagnosis.of(first).isRecognised()).isFalse();
        assertThat(Diagnosis.of(deep)).isNotNull();
    }

    @Test
    void takesWhatATokenExceptionKnows() {
        Diagnosis diagnosis = Diagnosis.of(new TokenRequestDeniedException(
                "no",
                "invalid_client",
                Map.of(
                        "error_codes", "7000215",
                        "correlation_id", "0c9e2f4e-6b1d-4f0a-9d27-6a2b1d6f2c11",
                        "trace_id", "1d9e2f4e-6b1d-4f0a-9d27-6a2b1d6f2c12",
                        "status", "401"),
                null));

        assertThat(diagnosis.evidence().aadsts()).containsExactly(7000215);
        assertThat(diagnosis.evidence().oauthError()).contains("invalid_client");
        assertThat(diagnosis.evidence().correlationId()).contains("0c9e2f4e-6b1d-4f0a-9d27-6a2b1d6f2c11");
        assertThat(diagnosis.evidence().traceId()).contains("1d9e2f4e-6b1d-4f0a-9d27-6a2b1d6f2c12");
    }

    @Test
    void showsNoSecretThatATokenExceptionHolds() {
        String jwt = TokenClaimsTest.jwt("{\"aud\":\"x\"}");
        Diagnosis diagnosis = Diagnosis.of(new TokenUnavailableException(
                "no",
                "invalid_client " + jwt,
                Map.of(
                        "suberror", "client_secret=abcSECRET9",
                        "correlation_id", "password=abcSECRET9",
                        "trace_id", "Bearer abcSECRET9abcSECRET9",
                        "timestamp", "client_secret: abcSECRET9"),
                null));

        assertThat(diagnosis.report() + diagnosis.evidence())
                .contains("invalid_client […]", "client_secret=[…]")
                .doesNotContain(jwt.substring(0, 20), "abcSECRET9");
    }

    @Test
    void anExceptionsOwnDiagnosisCounts() {
        Diagnosis own = Diagnosis.ofText(
                SWITCHED_OFF, Facts.builder().mailbox("jo@contoso.com").build());

        assertThat(Diagnosis.of(new IllegalStateException(new Carrying(own)))).isSameAs(own);
    }

    private static final class Carrying extends Exception implements Diagnosed {
        private static final long serialVersionUID = 1L;
        private final Diagnosis own;

        Carrying(Diagnosis own) {
            this.own = own;
        }

        @Override
        public Diagnosis diagnosis() {
            return own;
        }
    }

    @Test
    void aTokenThatCannotBeHadCountsMoreThanTheRefusalBefore() {
        Exception expired = renewalFailed(new TokenRequestDeniedException(
                "The identity provider refused", "invalid_client", Map.of("error_codes", "7000222"), null));
        Exception down = renewalFailed(new TokenUnavailableException(
                "AADSTS90033: A transient error has occurred.",
                "temporarily_unavailable",
                Map.of("status", "503"),
                null));

        assertThat(Diagnosis.of(expired).id()).isEqualTo("E2");
        assertThat(Diagnosis.of(down).id()).isEqualTo("E49");
        assertThat(Diagnosis.of(down).retry().advice()).isEqualTo(Retry.Advice.LATER);
    }

    private static Exception renewalFailed(TokenException cause) {
        Exception failure =
                new IllegalStateException("No other token after: 535 5.7.3 Authentication unsuccessful", cause);
        failure.addSuppressed(new Carrying(Diagnosis.ofText("535 5.7.3 Authentication unsuccessful")));
        return failure;
    }

    @Test
    void theDiagnosisOfACauseCountsBeforeThatOfWhatWasSuppressed() {
        Exception failure =
                new IllegalStateException(new IllegalStateException(new Carrying(Diagnosis.ofText("AADSTS7000222"))));
        failure.addSuppressed(new Carrying(Diagnosis.ofText("AADSTS50020")));

        assertThat(Diagnosis.of(failure).id()).isEqualTo("E2");
    }

    @Test
    void readsAnExceptionThatFailsToTellOfItself() {
        class Hostile extends RuntimeException implements Diagnosed, ServerRefusal {
            private static final long serialVersionUID = 1L;

            @Override
            public Diagnosis diagnosis() {
                throw new IllegalStateException("no diagnosis");
            }

            @Override
            public String getMessage() {
                throw new StackOverflowError("no message");
            }

            @Override
            public StackTraceElement[] getStackTrace() {
                throw new IllegalStateException("no stack trace");
            }

            @Override
            public synchronized Throwable getCause() {
                throw new IllegalStateException("no cause");
            }

            @Override
            public String reply() {
                throw new IllegalStateException("no reply");
            }

            @Override
            public Optional<ServerError> error() {
                throw new IllegalStateException("no error");
            }

            @Override
            public String server() {
                throw new IllegalStateException("no server");
            }

            @Override
            public String mailbox() {
                throw new IllegalStateException("no mailbox");
            }
        }

        assertThat(Diagnosis.of(new IOException(SWITCHED_OFF, new Hostile())).id())
                .isEqualTo("S7");
        assertThat(Diagnosis.of(new Hostile()).isRecognised()).isFalse();
    }

    @Test
    void readsAnExceptionWithoutAStackTrace() {
        class Bare extends RuntimeException {
            private static final long serialVersionUID = 1L;

            Bare() {
                super(SWITCHED_OFF);
            }

            @Override
            @SuppressWarnings("NullAway")
            public StackTraceElement[] getStackTrace() {
                return null;
            }
        }

        assertThat(Diagnosis.of(new Bare()).id()).isEqualTo("S7");
    }

    @Test
    void anExceptionWithoutAMessageIsNoFault() {
        assertThat(Diagnosis.of(new NullPointerException()).isRecognised()).isFalse();
    }
}

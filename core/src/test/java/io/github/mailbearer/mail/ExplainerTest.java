package io.github.mailbearer.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.diagnosis.Catalogue;
import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.diagnosis.Place;
import io.github.mailbearer.sasl.SaslMechanism;
import io.github.mailbearer.testkit.CapturedLogs;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ExplainerTest {

    private static final LoginTarget TARGET = new LoginTarget(
            Place.IMAP,
            "outlook.office365.com",
            993,
            "jo@contoso.com",
            "jo@contoso.com",
            List.of(SaslMechanism.XOAUTH2),
            false);

    private static Explainer explainer(Supplier<Catalogue> catalogue) {
        return new Explainer(catalogue, TARGET, TokenRequest.of("jo@contoso.com"), "jo@contoso.com");
    }

    @Test
    void knowsTheProtocol() {
        Diagnosis diagnosis = explainer(Catalogue::builtIn).ofFailure(new IOException("Connection reset"));

        assertThat(diagnosis.id()).isEqualTo("M8");
        assertThat(diagnosis.summary()).contains("outlook.office365.com:993").contains("jo@contoso.com");
    }

    @Test
    void neverHidesAFailureByOneOfItsOwn() {
        try (CapturedLogs logs = CapturedLogs.everything()) {
            Explainer broken = explainer(() -> {
                throw new IllegalStateException("no catalogue");
            });

            assertThat(broken.ofReply("NO AUTHENTICATE failed.", null).isRecognised())
                    .isFalse();
            assertThat(logs.text()).contains("could not be explained");
        }
    }

    @Test
    void survivesWhatABadClassPathThrows() {
        Explainer broken = explainer(() -> {
            throw new NoClassDefFoundError("com/example/Missing");
        });

        assertThat(broken.ofFailure(new IOException("reset")).remedies()).isNotEmpty();
    }
}

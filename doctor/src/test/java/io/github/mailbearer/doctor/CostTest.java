package io.github.mailbearer.doctor;

import static io.github.mailbearer.mail.MailProtocol.SMTP;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run takes little longer than its servers do: no more than 3 s in a JVM that has just been started. */
@Timeout(60)
class CostTest {

    private static final Duration MOST = Duration.ofSeconds(3);

    @Test
    void aHealthyRunCostsLittleBesideItsServers() {
        try (Surroundings all = Surroundings.of(SMTP)) {
            DoctorSettings settings = all.healthy().build();
            Duration bare = time(() -> bareTalk(all, settings));
            Duration run = time(() -> MailDoctor.of(settings).run());
            Duration again = time(() -> MailDoctor.of(settings).run());
            Duration bareAgain = time(() -> bareTalk(all, settings));
            System.out.printf(
                    "A run: %d ms, of which its servers %d ms; the next one: %d ms, servers %d ms%n",
                    run.toMillis(), bare.toMillis(), again.toMillis(), bareAgain.toMillis());

            assertThat(run.minus(bareAgain)).isLessThan(MOST);
            assertThat(again.minus(bareAgain)).isLessThan(MOST);
        }
    }

    /** As much talk as a run has with its servers: a probe and a sign-in, a document and a token. */
    private static Object bareTalk(Surroundings all, DoctorSettings settings) {
        SetUp setUp = new SetUp(settings);
        try {
            for (int i = 0; i < 2; i++) {
                try (Wire wire = Wire.open(setUp)) {
                    Dialogue dialogue = Dialogue.of(SMTP, wire);
                    dialogue.greeting();
                    dialogue.capabilities();
                    dialogue.beginTls();
                    wire.startTls(Objects.requireNonNull(settings.sslContext));
                    dialogue.capabilities();
                    dialogue.leave();
                }
                URI authority = setUp.authority().orElseThrow();
                Discovery.of(setUp, authority, all.entra.tenantId());
            }
            return setUp;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Duration time(Supplier<?> work) {
        long began = System.nanoTime();
        work.get();
        return Duration.ofNanos(System.nanoTime() - began);
    }
}

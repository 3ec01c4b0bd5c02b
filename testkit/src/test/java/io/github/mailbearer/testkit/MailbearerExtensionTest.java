package io.github.mailbearer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventStatistics;

@Timeout(60)
class MailbearerExtensionTest {

    /** Filled by the classes below, which run one after the other. */
    private static final List<FakeEntra> SEEN = new ArrayList<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    private static void run(Class<?> testClass, int tests) {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .execute()
                .testEvents()
                .assertStatistics((EventStatistics statistics) ->
                        statistics.succeeded(tests).failed(0));
    }

    private static void assertClosed(FakeEntra entra) {
        URI uri = entra.uri();
        assertThatThrownBy(() -> new Socket(uri.getHost(), uri.getPort()).close())
                .isInstanceOf(IOException.class);
    }

    @Test
    void startsBothOnceForAClassAndClosesThemAfterwards() {
        run(OnAClass.class, 4);

        assertThat(SEEN).hasSize(5);
        assertThat(SEEN.stream().distinct()).hasSize(1);
        assertClosed(SEEN.get(0));
    }

    @Test
    void startsBothForAMethodAndClosesThemAfterwards() {
        run(OnMethods.class, 2);

        assertThat(SEEN).hasSize(2).doesNotHaveDuplicates().allSatisfy(MailbearerExtensionTest::assertClosed);
    }

    @ExtendWith(MailbearerExtension.class)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class OnAClass {

        @BeforeAll
        static void isGivenThemBeforeAllTests(FakeEntra entra) {
            SEEN.add(entra);
        }

        @Test
        @Order(1)
        void areWiredTogether(FakeEntra entra, FakeMailServer smtp) throws Exception {
            SEEN.add(entra);
            new AngusClient(smtp)
                    .with("mail.smtp.starttls.required", "true")
                    .send("me@contoso.com", entra.issueToken(Map.of()), "Text");
            assertThat(smtp.messages()).hasSize(1);
            entra.answerAlways(EntraReply.reset());
            smtp.refuseEverything(true);
        }

        @Test
        @Order(2)
        void areResetBeforeEachTest(FakeMailServer smtp, FakeEntra entra) throws Exception {
            SEEN.add(entra);
            TokenClient client = new TokenClient(entra);
            assertThat(client.post(client.form()).statusCode()).isEqualTo(200);
            assertThat(smtp.messages()).isEmpty();
            new AngusClient(smtp).send("me@contoso.com", entra.lastIssuedToken(), "Text");
            assertThat(smtp.counts()).hasToString("1/1/0");
        }

        @Test
        @Order(3)
        void countFromZero(FakeEntra entra, FakeMailServer smtp) {
            SEEN.add(entra);
            assertThat(entra.tokenRequestCount()).isZero();
            assertThat(smtp.counts()).hasToString("0/0/0");
        }

        @Nested
        class Inside {

            @Test
            void areTheSame(FakeEntra entra) {
                SEEN.add(entra);
            }
        }
    }

    static class OnMethods {

        @Test
        @ExtendWith(MailbearerExtension.class)
        void first(FakeEntra entra, FakeMailServer smtp) {
            SEEN.add(entra);
            assertThat(smtp.openConnections()).isZero();
        }

        @Test
        @ExtendWith(MailbearerExtension.class)
        void second(FakeEntra entra) {
            SEEN.add(entra);
        }
    }
}

package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the pace at which a device asks whether its person has signed in (RFC 8628 section 3.5). Confined to one thread.
 *
 * <p>MSAL polls by itself, but ends at the first {@code slow_down}, outage or lost connection, and asks without a pause if
 * Entra names no interval. So it is told that there is none, that it must wait on, and nothing else, until there is news.
 */
final class DevicePolling implements IHttpClient {

    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(5);
    private static final Duration SLOWER = Duration.ofSeconds(5);
    private static final String PENDING = "{\"error\":\"authorization_pending\",\"error_description\":\"Wait.\"}";

    private final Exchange exchange;
    private final InstantSource clock;
    private final Pauses.Sleeper sleeper;
    private final Outcome outcome;
    private @Nullable Instant expiresAt;
    private Duration interval = USUAL_INTERVAL;

    DevicePolling(Exchange exchange, InstantSource clock, Pauses.Sleeper sleeper, Outcome outcome) {
        this.exchange = exchange;
        this.clock = clock;
        this.sleeper = sleeper;
        this.outcome = outcome;
    }

    @Override
    public IHttpResponse send(HttpRequest request) throws IOException, InterruptedException {
        Instant end = expiresAt;
        if (end == null) {
            return begin(exchange.send(request));
        }
        waitATurn(end);
        try {
            IHttpResponse response = exchange.send(request);
            TokenAnswer answer = exchange.received();
            String error = answer.error().orElse("");
            if (error.equals("authorization_pending")) {
                return pending();
            }
            return error.equals("slow_down") || answer.isTemporary() ? slower() : response;
        } catch (IOException lost) {
            outcome.lost = lost; // told if nothing better comes until the code has ended
            return slower();
        }
    }

    private IHttpResponse begin(IHttpResponse response) {
        TokenAnswer answer = exchange.received();
        if (!answer.isDeviceCode()) {
            return response;
        }
        Instant end = clock.instant().plusSeconds(answer.seconds("expires_in"));
        expiresAt = end;
        if (answer.seconds("interval") > 0) {
            interval = Duration.ofSeconds(answer.seconds("interval"));
        }
        outcome.tell(answer, end);
        return answer.toMsal(Map.of("interval", 0));
    }

    private void waitATurn(Instant end) throws IOException, InterruptedException {
        try {
            sleeper.sleep(interval);
        } catch (InterruptedException e) {
            outcome.interruption = e;
            throw e;
        }
        if (!clock.instant().isBefore(end)) {
            outcome.isExpired = true;
            throw new IOException("the code has ended");
        }
    }

    private IHttpResponse slower() {
        interval = interval.plus(SLOWER);
        return pending();
    }

    private static IHttpResponse pending() {
        return TokenAnswer.of(400, HttpHeaders.of(Map.of(), (name, value) -> true), PENDING)
                .toMsal();
    }

    /** What becomes of a sign-in, apart from a token or a refusal. */
    static final class Outcome {

        private final String mailbox;
        private final Consumer<DeviceCodePrompt> prompt;
        private @Nullable InterruptedException interruption;
        private @Nullable RuntimeException promptFailure;
        private @Nullable IOException lost;
        private boolean isExpired;

        Outcome(String mailbox, Consumer<DeviceCodePrompt> prompt) {
            this.mailbox = mailbox;
            this.prompt = prompt;
        }

        private void tell(TokenAnswer answer, Instant expiresAt) {
            try {
                prompt.accept(new DeviceCodePrompt(
                        mailbox,
                        answer.member("user_code"),
                        URI.create(answer.member("verification_uri")),
                        expiresAt,
                        answer.member("message")));
            } catch (RuntimeException e) {
                promptFailure = e;
                throw e;
            }
        }

        @Nullable
        InterruptedException interruption() {
            return interruption;
        }

        /** What the prompt threw. */
        @Nullable
        RuntimeException promptFailure() {
            return promptFailure;
        }

        /** Why the last answer that did not come did not come. */
        @Nullable
        IOException lost() {
            return lost;
        }

        boolean isExpired() {
            return isExpired;
        }
    }
}

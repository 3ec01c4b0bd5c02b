package io.github.mailbearer.msal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mailbearer.CachingTokenProvider;
import io.github.mailbearer.InteractionRequiredException;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.msal.store.JdbcTokenCacheStore;
import io.github.mailbearer.msal.store.TestPool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.URI;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A process of a fleet. It is told where everything is, and then the time again and again, and asks each time for tokens of
 * so many mailboxes, by several threads and in an order of its own.
 */
final class FleetNode {

    private static final int CALLERS = 4;

    private final Properties settings;
    private final List<Integer> mailboxes = new ArrayList<>();
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private final CachingTokenProvider tokens;
    private volatile Instant now = Instant.EPOCH;

    private FleetNode(Properties settings) {
        this.settings = settings;
        for (int mailbox = 0; mailbox < Integer.parseInt(settings.getProperty("mailboxes")); mailbox++) {
            mailboxes.add(mailbox);
        }
        // One thread refreshes, so that a kill interrupts one refresh at most.
        tokens = CachingTokenProvider.builder(
                        MsalTokenProvider.delegated(application(), store(), () -> now, Pauses.Sleeper.SYSTEM))
                .clock(() -> now)
                .acquireTimeout(Duration.ofSeconds(60))
                .executor(Executors.newSingleThreadExecutor())
                .build();
    }

    private EntraApplication application() {
        return EntraApplication.builder()
                .tenantId(settings.getProperty("tenant"))
                .clientId(settings.getProperty("client"))
                .credential(EntraCredential.secret(settings.getProperty("secret")))
                .requestTimeout(Duration.ofSeconds(4))
                .loopbackEndpoint(URI.create(settings.getProperty("entra")))
                .build();
    }

    private TokenCacheStore store() {
        TestPool pool = TestPool.swift(
                2,
                () -> DriverManager.getConnection(
                        settings.getProperty("url"), settings.getProperty("user"), settings.getProperty("password")));
        return TokenCacheStore.encrypted(
                JdbcTokenCacheStore.of(pool), EncryptionKeys.parse(settings.getProperty("key")));
    }

    static String mailbox(int number) {
        return "mailbox-" + number + "@contoso.com";
    }

    public static void main(String[] arguments) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        FleetNode node = new FleetNode(settings(in));
        System.out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            node.now = Instant.ofEpochMilli(Long.parseLong(words[0]));
            node.askFor(Integer.parseInt(words[1]));
            System.out.println("done");
        }
        System.exit(0);
    }

    /** Lines as of a properties file, up to an empty one. */
    private static Properties settings(BufferedReader in) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            lines.append(line).append('\n');
        }
        Properties settings = new Properties();
        settings.load(new StringReader(lines.toString()));
        return settings;
    }

    private void askFor(int count) throws InterruptedException {
        Collections.shuffle(mailboxes);
        List<Callable<Void>> questions = new ArrayList<>();
        for (int mailbox : mailboxes.subList(0, count)) {
            questions.add(() -> {
                System.out.println(answer(mailbox) + FleetProcess.WHOLE);
                return null;
            });
        }
        callers.invokeAll(questions);
    }

    private String answer(int mailbox) {
        try {
            return "token " + mailbox + " "
                    + tokens.getToken(TokenRequest.of(mailbox(mailbox))).value();
        } catch (InteractionRequiredException e) {
            return "lost " + mailbox;
        } catch (RuntimeException e) {
            return "failed " + mailbox + " " + e.toString().replace('\n', ' ');
        }
    }
}

package io.github.mailbearer.msal;

import io.github.mailbearer.msal.store.JdbcTokenCacheStore;
import io.github.mailbearer.msal.store.PostgreSql;
import io.github.mailbearer.msal.store.TestPool;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.RecordedRequest;
import io.github.mailbearer.testkit.RefreshTokenPolicy;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Processes that share one PostgreSQL and one Entra, and get tokens for the same mailboxes while some of them are killed. */
final class Fleet implements AutoCloseable {

    private final String key = EncryptionKeys.generate("fleet");
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final List<FleetProcess> nodes = new ArrayList<>();
    private final Random random = new Random();
    private final TestPool pool;
    private final FleetMailboxes connected;
    private final FakeEntra entra;
    private final int mailboxes;

    private final Map<String, Boolean> judged = new ConcurrentHashMap<>();
    private final AtomicLong answers = new AtomicLong();
    private final Set<Integer> lost = ConcurrentHashMap.newKeySet();
    private final Set<String> wrong = ConcurrentHashMap.newKeySet();
    private int requestsBefore;
    private int kills;

    Fleet(PostgreSql database, int mailboxes) throws Exception {
        this.mailboxes = mailboxes;
        pool = TestPool.swift(2, database.connect());
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS mailbearer_token_cache");
        }
        JdbcTokenCacheStore table = JdbcTokenCacheStore.of(pool);
        table.createSchema();
        connected = new FleetMailboxes(TokenCacheStore.encrypted(table, EncryptionKeys.parse(key)));
        entra = connected.entra;
        settings.put("url", database.url());
        settings.put("user", database.user());
        settings.put("password", database.password());
        settings.put("entra", entra.uri());
        settings.put("tenant", entra.tenantId());
        settings.put("client", entra.clientId());
        settings.put("secret", entra.clientSecret());
        settings.put("key", key);
        settings.put("mailboxes", mailboxes);
    }

    /** Connects every mailbox and starts the processes. */
    void start(int processes, RefreshTokenPolicy policy, Duration latency) throws Exception {
        for (int mailbox = 0; mailbox < mailboxes; mailbox++) {
            connected.connect(FleetNode.mailbox(mailbox));
        }
        for (int node = 0; node < processes; node++) {
            nodes.add(FleetProcess.start(settings, this::judge));
        }
        for (FleetProcess node : nodes) {
            node.await("ready");
        }
        rollOver(mailboxes, 0); // until their code is warm, they may need longer than a lease lasts
        requestsBefore = entra.tokenRequestCount();
        entra.refreshTokens(policy).latency(latency);
    }

    private void judge(String answer, int mailbox) {
        answers.incrementAndGet();
        if (answer.startsWith("lost ")) {
            lost.add(mailbox);
        } else if (!judged.computeIfAbsent(
                answer, token -> entra.tokens().accepts("smtp", FleetNode.mailbox(mailbox), token))) {
            wrong.add(answer.startsWith("failed ") ? answer : "a token that is not valid for mailbox " + mailbox);
        }
    }

    /** Lets every token end and every process ask for new ones of so many mailboxes, and kills some processes meanwhile. */
    void rollOver(int asked, int victims) throws Exception {
        int before = entra.tokenRequestCount();
        judged.clear();
        connected.clock.advance(FleetMailboxes.LIFETIME.plusMinutes(1));
        for (FleetProcess node : nodes) {
            node.tell(connected.clock.instant(), asked);
        }
        for (int victim = 0; victim < victims; victim++) {
            awaitRequests(before + mailboxes / 10 + random.nextInt(mailboxes / 2));
            killAndReplace(random.nextInt(nodes.size()), asked);
        }
        for (FleetProcess node : nodes) {
            node.await("done");
        }
    }

    /** However slow the machine is, as long as it gets on. */
    private void awaitRequests(int count) {
        for (int now = entra.tokenRequestCount(); now < count; now = entra.tokenRequestCount()) {
            entra.awaitTokenRequests(now + 1);
        }
    }

    private void killAndReplace(int victim, int asked) throws IOException, InterruptedException {
        nodes.get(victim).kill();
        kills++;
        FleetProcess replacement = FleetProcess.start(settings, this::judge);
        nodes.set(victim, replacement);
        replacement.await("ready");
        replacement.tell(connected.clock.instant(), asked);
    }

    int requests() {
        return entra.tokenRequestCount() - requestsBefore;
    }

    int kills() {
        return kills;
    }

    long answers() {
        return answers.get();
    }

    /** The mailboxes for which somebody was told to sign in. */
    Set<Integer> lost() {
        return new TreeSet<>(lost);
    }

    /** Answers that were neither a valid token nor an honest refusal. */
    Set<String> wrong() {
        return wrong;
    }

    /** The mailboxes whose refresh token in the store has been sent to Entra: what came of that was not saved. */
    Set<Integer> unsaved() {
        Set<String> sent = entra.tokenRequests().stream()
                .map(RecordedRequest::form)
                .map(form -> form.getOrDefault("refresh_token", ""))
                .collect(Collectors.toSet());
        Set<Integer> unsaved = new TreeSet<>();
        for (int mailbox = 0; mailbox < mailboxes; mailbox++) {
            if (sent.contains(connected.refreshToken(FleetNode.mailbox(mailbox)))) {
                unsaved.add(mailbox);
            }
        }
        return unsaved;
    }

    @Override
    public void close() throws SQLException {
        for (FleetProcess node : nodes) {
            node.kill();
        }
        entra.close();
        pool.close();
    }
}

package io.github.mailbearer.benchmarks;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.mail.MailServer;
import io.github.mailbearer.mail.OAuth2Sessions;
import io.github.mailbearer.mail.TransportSecurity;
import io.github.mailbearer.testkit.AcceptedTokens;
import io.github.mailbearer.testkit.FakeMailServer;
import jakarta.mail.MessagingException;
import jakarta.mail.Service;
import jakarta.mail.Session;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;

/**
 * Measures what a connect costs the thread that connects, beside plain Angus Mail with a token that never changes.
 *
 * <p>Both take turns against the same server, which runs in other threads of this process: the CPU time of the connecting
 * thread is what is compared. Making the transport or store, connecting and closing it all count.
 */
public final class ConnectCost {

    private static final String MAILBOX = "noreply@contoso.example";
    private static final String TOKEN = "t".repeat(1500);
    private static final int CONNECTS = 25;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ConnectCost() {}

    private interface Connecting {
        Service make() throws MessagingException;

        void connect(Service service) throws MessagingException;
    }

    /**
     * Measures SMTP, IMAP and POP3 and prints a table.
     *
     * @param args the number of rounds, 60 unless given, and of those before which do not count, as many unless given
     * @throws MessagingException if a connect fails
     */
    public static void main(String[] args) throws MessagingException {
        int rounds = args.length == 0 ? 60 : Integer.parseInt(args[0]);
        int warmUp = args.length < 2 ? rounds : Integer.parseInt(args[1]);
        System.out.printf("| connect with STARTTLS | Mailbearer µs | plain Angus µs | ratio, least of %d |", rounds);
        System.out.printf(" ratio, median of pairs |%n|---|---:|---:|---:|---:|%n");
        measure(MailProtocol.SMTP, FakeMailServer.smtp(), rounds, warmUp);
        measure(MailProtocol.IMAP, FakeMailServer.imap(), rounds, warmUp);
        measure(MailProtocol.POP3, FakeMailServer.pop3(), rounds, warmUp);
    }

    private static void measure(MailProtocol protocol, FakeMailServer.Builder builder, int rounds, int warmUp)
            throws MessagingException {
        try (FakeMailServer server = builder.tokens(AcceptedTokens.of(TOKEN)).start()) {
            Connecting ours = ours(protocol, server);
            Connecting plain = plain(protocol, server);
            for (int before = 0; before < warmUp; before++) {
                micros(ours);
                micros(plain);
                server.reset();
            }
            double[] withUs = new double[rounds];
            double[] without = new double[rounds];
            double[] ratios = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                boolean first = round % 2 == 0;
                double early = micros(first ? ours : plain);
                double late = micros(first ? plain : ours);
                withUs[round] = first ? early : late;
                without[round] = first ? late : early;
                ratios[round] = withUs[round] / without[round];
                server.reset();
            }
            double least = Arrays.stream(withUs).min().orElseThrow();
            double leastPlain = Arrays.stream(without).min().orElseThrow();
            Arrays.sort(ratios);
            System.out.printf(
                    "| %s | %.0f | %.0f | %.2f | %.2f |%n",
                    protocol, least, leastPlain, least / leastPlain, ratios[rounds / 2]);
        }
    }

    private static double micros(Connecting connecting) throws MessagingException {
        long before = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < CONNECTS; i++) {
            try (Service service = connecting.make()) {
                connecting.connect(service);
            }
        }
        return (THREADS.getCurrentThreadCpuTime() - before) / 1000.0 / CONNECTS;
    }

    private static Service service(Session session, MailProtocol protocol) throws MessagingException {
        return protocol == MailProtocol.SMTP ? session.getTransport() : session.getStore();
    }

    private static Connecting ours(MailProtocol protocol, FakeMailServer server) {
        TokenProvider tokens = request -> AccessToken.of(TOKEN, Instant.now().plusSeconds(3600));
        Session session = OAuth2Sessions.builder(tokens)
                .server(MailServer.of(protocol, server.host(), server.port(), TransportSecurity.STARTTLS))
                .sslContext(server.clientContext())
                .user(MAILBOX)
                .build();
        return new Connecting() {
            @Override
            public Service make() throws MessagingException {
                return service(session, protocol);
            }

            @Override
            public void connect(Service service) throws MessagingException {
                service.connect();
            }
        };
    }

    private static Connecting plain(MailProtocol protocol, FakeMailServer server) {
        String name = protocol.name().toLowerCase(Locale.ROOT);
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.store.protocol", name);
        for (String setting : new String[] {
            "host=" + server.host(),
            "port=" + server.port(),
            "auth=true",
            "auth.mechanisms=XOAUTH2",
            "auth.xoauth2.two.line.authentication.format=true",
            "starttls.enable=true",
            "starttls.required=true",
            "ssl.protocols=TLSv1.3 TLSv1.2",
            "connectiontimeout=10000",
            "timeout=20000",
            "writetimeout=20000"
        }) {
            int equals = setting.indexOf('=');
            properties.setProperty("mail." + name + "." + setting.substring(0, equals), setting.substring(equals + 1));
        }
        properties.put(
                "mail." + name + ".ssl.socketFactory", server.clientContext().getSocketFactory());
        Session session = Session.getInstance(properties);
        return new Connecting() {
            @Override
            public Service make() throws MessagingException {
                return service(session, protocol);
            }

            @Override
            public void connect(Service service) throws MessagingException {
                service.connect(MAILBOX, TOKEN);
            }
        };
    }
}

package io.github.mailbearer.mail.real;

import io.github.mailbearer.testkit.TestCertificates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Dovecot of our own: IMAP, POP3 and submission, and the judge of tokens for Postfix too. Root is not needed. */
final class DovecotServer {

    private static final String[] LISTENERS = {"imap", "imaps", "pop3", "pop3s", "submission", "submissions"};

    private final ServerDirectory directory;
    private final Account account;
    private final Map<String, Integer> ports;
    private final ServerProcess process;

    private DovecotServer(
            ServerDirectory directory, Account account, Map<String, Integer> ports, ServerProcess process) {
        this.directory = directory;
        this.account = account;
        this.ports = ports;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param relayPort where its submission service passes mail on to
     */
    static DovecotServer start(TokenAuthority authority, TestCertificates certificates, int relayPort)
            throws IOException, InterruptedException {
        ServerDirectory directory = ServerDirectory.create("dovecot");
        Account account = Account.unprivileged(directory.path());
        Map<String, Integer> ports = FreePorts.named(LISTENERS);
        Map<String, Object> values = new HashMap<>(ports);
        values.put("dir", directory.path());
        values.put("user", account.user());
        values.put("group", account.group());
        values.put("relay", relayPort);
        directory.write("dovecot.conf", "dovecot.conf", values);
        directory.write("server.pem", certificates.serverChainPem());
        directory.write("server.key", certificates.serverKeyPem());
        authority.configure(directory);
        for (String its : List.of("", "mail", "run", "state")) {
            account.own(directory.directory(its));
        }
        ServerProcess process = ServerProcess.start(
                "Dovecot",
                account.command(
                        ServerPackage.DOVECOT_CORE.program(),
                        "-F",
                        "-c",
                        directory.file("dovecot.conf").toString()),
                "starting up for");
        return new DovecotServer(directory, account, ports, process);
    }

    int port(String listener) {
        return ports.get(listener);
    }

    /** The socket where a token is judged for another server. */
    Path judge() {
        return directory.file("judge");
    }

    /** Where mail is kept, a Maildir for each mailbox, and who owns it. */
    Path mail() {
        return directory.file("mail");
    }

    Account account() {
        return account;
    }

    ServerProcess process() {
        return process;
    }

    void stop() throws IOException, InterruptedException {
        process.terminate();
        directory.delete();
    }
}

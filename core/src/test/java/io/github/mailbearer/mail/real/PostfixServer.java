package io.github.mailbearer.mail.real;

import io.github.mailbearer.testkit.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Postfix of our own for submission, which lets Dovecot judge the tokens and keeps mail where Dovecot finds it. */
final class PostfixServer {

    private static final Pattern QUEUED = Pattern.compile("queued as (\\w+)");

    private final ServerDirectory directory;
    private final Root root;
    private final Map<String, Integer> ports;
    private final ServerProcess process;

    private PostfixServer(ServerDirectory directory, Root root, Map<String, Integer> ports, ServerProcess process) {
        this.directory = directory;
        this.root = root;
        this.ports = ports;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param relayPort where it takes mail that another server has judged
     */
    static PostfixServer start(Root root, DovecotServer dovecot, TestCertificates certificates, int relayPort)
            throws IOException, InterruptedException {
        ServerDirectory directory = ServerDirectory.create("postfix");
        Map<String, Integer> ports = FreePorts.named("submission", "submissions");
        Map<String, Object> values = new HashMap<>(ports);
        values.put("dir", directory.path());
        values.put("mailbox", Letters.MAILBOX);
        values.put("domain", Letters.MAILBOX.substring(Letters.MAILBOX.indexOf('@') + 1));
        values.put("mail", dovecot.mail());
        values.put("uid", Files.getAttribute(dovecot.mail(), "unix:uid"));
        values.put("gid", Files.getAttribute(dovecot.mail(), "unix:gid"));
        values.put("judge", dovecot.judge());
        values.put("relay", relayPort);
        directory.write("etc/main.cf", "main.cf", values);
        directory.write("etc/master.cf", "master.cf", values);
        directory.write("server.pem", certificates.serverChainPem());
        directory.write("server.key", certificates.serverKeyPem());
        directory.directory("queue");
        directory.directory("data");
        root.run("chown", "-R", "root", directory.path().toString());
        root.run("chown", "postfix", directory.file("data").toString());
        ServerProcess process =
                ServerProcess.start("Postfix", root.command(postfix(directory, "start-fg")), "daemon started");
        return new PostfixServer(directory, root, ports, process);
    }

    private static String[] postfix(ServerDirectory directory, String command) {
        return new String[] {
            ServerPackage.POSTFIX.program(), "-c", directory.file("etc").toString(), command
        };
    }

    int port(String listener) {
        return ports.get(listener);
    }

    /** Waits until mail has reached its mailbox, by what the server replied when it took it. */
    void awaitDelivery(String reply) throws InterruptedException {
        Matcher queued = QUEUED.matcher(reply);
        if (!queued.find()) {
            throw new IllegalArgumentException("not queued: " + reply);
        }
        String fate = process.await(line -> line.contains(queued.group(1) + ": to="), "delivery of " + reply);
        if (!fate.contains("status=sent")) {
            throw new IllegalStateException("not delivered: " + fate);
        }
    }

    ServerProcess process() {
        return process;
    }

    void stop() throws IOException, InterruptedException {
        root.run(postfix(directory, "stop"));
        process.awaitEnd();
        root.run("rm", "-rf", directory.path().toString());
    }
}

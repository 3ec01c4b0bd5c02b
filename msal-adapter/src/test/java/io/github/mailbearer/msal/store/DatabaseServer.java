package io.github.mailbearer.msal.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A database server as it comes from Debian, in a temporary directory, running for one test class and those within. */
public abstract class DatabaseServer implements BeforeAllCallback, AfterAllCallback {

    private final String password = UUID.randomUUID().toString();
    private int classes;
    private Unprivileged account;
    private int port;
    private Thread stopper;

    /** The Debian package that it comes from. */
    abstract String debianPackage();

    abstract boolean isInstalled() throws IOException;

    /** Makes its files. */
    abstract void create() throws IOException, InterruptedException;

    /** Starts it, also again, and returns when it answers. */
    abstract void start() throws IOException, InterruptedException;

    /** Stops it under the hands of whoever is connected, and returns when it is gone. */
    abstract void stop() throws IOException, InterruptedException;

    /** Where it is. */
    public abstract String url();

    @Override
    public final void beforeAll(ExtensionContext context) throws Exception {
        if (classes++ > 0) {
            return;
        }
        if (!isInstalled()) {
            missing(debianPackage());
        }
        account = Unprivileged.create(debianPackage());
        port = freePort();
        create();
        stopper = new Thread(this::stopWithTheProcess, debianPackage() + "-stop");
        Runtime.getRuntime().addShutdownHook(stopper);
        start();
    }

    private void stopWithTheProcess() {
        try {
            stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public final void afterAll(ExtensionContext context) throws Exception {
        if (--classes > 0 || account == null) {
            return;
        }
        if (stopper != null) {
            Runtime.getRuntime().removeShutdownHook(stopper);
            stop();
        }
        account.delete();
    }

    /** Skips the tests if something is missing, on a developer's machine; fails them in CI, where nothing is skipped. */
    private static void missing(String debianPackage) {
        String message = "No tests with a real database: the package " + debianPackage
                + " is not installed: run core/src/test/servers/install";
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            throw new IllegalStateException(message);
        }
        System.getLogger(DatabaseServer.class.getName()).log(Level.WARNING, message);
        Assumptions.abort(message);
    }

    /** A port below those that the kernel gives to clients, so that no client takes it before the server is there. */
    private static int freePort() throws IOException {
        for (int tries = 0; tries < 1_000; tries++) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 30_000);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException taken) {
                continue;
            }
        }
        throw new IOException("a thousand ports are taken");
    }

    final Unprivileged account() {
        return account;
    }

    final int port() {
        return port;
    }

    public final String user() {
        return "mailbearer";
    }

    public final String password() {
        return password;
    }

    public final Callable<Connection> connect() {
        return () -> DriverManager.getConnection(url(), user(), password());
    }
}

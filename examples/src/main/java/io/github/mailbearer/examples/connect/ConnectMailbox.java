package io.github.mailbearer.examples.connect;

import io.github.mailbearer.TokenException;
import io.github.mailbearer.msal.MailboxNotConnectedException;
import jakarta.mail.MessagingException;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Connects a mailbox once and mails as it from then on, through a restart too.
 *
 * <p>Without arguments it stays on this machine: a fake Entra, a fake mail server, and a person who is played. With
 * {@code --real} it asks for ids and secret, or reads them from {@link RealMail#VARIABLES}, and a person signs in to the
 * real Microsoft 365; the refresh token is then in {@code mailbearer-store}, and the next start does not ask again.
 */
public final class ConnectMailbox {

    private static final Path STORE = Path.of("mailbearer-store");

    private final PrintStream out;
    private final @Nullable Console console;

    ConnectMailbox(PrintStream out, @Nullable Console console) {
        this.out = out;
        this.console = console;
    }

    @SuppressWarnings("SystemConsoleNull") // from JDK 22 on there may be one that is no terminal, and answers nothing
    public static void main(String[] args) throws IOException {
        System.exit(new ConnectMailbox(System.out, System.console()).run(List.of(args), System.getenv()));
    }

    int run(List<String> arguments, Map<String, String> environment) throws IOException {
        try (CallbackPage page = CallbackPage.open(out)) {
            out.println("Callback URL, to be registered in Entra:  " + page.callback());
            if (arguments.contains("--real")) {
                run(page, RealMail.ask(environment, console), STORE);
            } else {
                try (FakeMail mail = FakeMail.start(page.callback())) {
                    run(page, mail, mail.directory());
                }
            }
            return 0;
        } catch (MessagingException | TokenException | MailboxNotConnectedException | IllegalArgumentException e) {
            out.println("Failed. " + e.getMessage());
            return 1;
        }
    }

    private void run(CallbackPage page, MailSystem system, Path directory) throws MessagingException, IOException {
        out.println("Directory (tenant) ID:                    " + system.tenantId());
        out.println("Application (client) ID:                  " + system.clientId());
        out.println("Mailbox:                                  " + system.mailbox());

        Installation installation = new Installation(system, directory, page.callback());
        if (installation.isConnected()) {
            out.println("It is connected already.");
        } else {
            URI start = page.offer(installation.connector(), system.mailbox());
            out.println("Open this page and sign in:               " + start);
            system.person().open(start);
            out.println("Connected:                                " + page.awaitConnected());
        }
        installation.send("Sent after the mailbox was connected.");
        out.println("A message went to                         " + system.recipient());

        Installation restarted = new Installation(system, directory, page.callback());
        restarted.send("Sent after a restart, with what the store holds.");
        out.println("After a restart, another one went to      " + system.recipient());
    }
}

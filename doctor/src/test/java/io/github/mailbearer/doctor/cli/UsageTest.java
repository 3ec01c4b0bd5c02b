package io.github.mailbearer.doctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever calls the program wrongly is told so in one line, by the name of the option and with the right form. */
@Timeout(30)
class UsageTest {

    @TempDir
    static Path directory;

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = new Stage(directory);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @BeforeEach
    void asInTheBeginning() {
        stage.in = "";
        stage.environment.put("MAILBEARER_SECRET", stage.entra.clientSecret());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--tenent x | --tenent is not known, --tenant is",
                "explain --tenent x | --tenent is not known, --tenant is",
                "--tenant | --tenant",
                "--mailbox a@contoso.com --protocol ftp | --protocol ftp is not known: give smtp, imap or pop3",
                "--mailbox a@contoso.com --port 0 | --port 0 is no port: give one from 1 to 65535",
                "--mailbox a@contoso.com --port 99999 | --port 99999 is no port",
                "--mailbox a@contoso.com --tls ssl --host h | --tls ssl is not known: give starttls or implicit",
                "--mailbox a@contoso.com --host a/b | --host: host \"a/b\" is not a host name",
                "--mailbox a@contoso.com --profile yahoo | --profile: profile yahoo is not known: give one of microsoft-365",
                "--mailbox a@contoso.com --profile custom | --host is missing",
                "--mailbox a@contoso.com --profile gmail --script | --script is given",
                "--mailbox a@contoso.com --json --script | --json and --script are both given",
                "--mailbox a@contoso.com --cloud moon | --cloud moon is not known: give worldwide, us-government or china",
                "--mailbox a@contoso.com --color pink | --color pink is not known: give auto, always or never",
                "--mailbox a@contoso.com --proxy nowhere | --proxy is no proxy: give host and port",
                "--mailbox a@contoso.com --secret-file missing | --secret-file cannot be read (NoSuchFileException)",
                "--mailbox a@contoso.com --secret-env missing | --secret-env names an environment variable that is not set",
                "--mailbox a@contoso.com --secret-file a --managed-identity | --secret-file and --managed-identity are given together",
                "--mailbox a@contoso.com --store-directory rows | --store-key-file is missing",
                "--mailbox a@contoso.com --trust-store missing | --trust-store cannot be read",
                "--mailbox a@contoso.com --properties missing | --properties cannot be read",
                "--mailbox a@contoso.com --catalogue missing | missing",
                "--tenant x | --mailbox is missing: give the address to sign in to",
                "explain missing.txt | FILE cannot be read (NoSuchFileException)"
            })
    void namesWhatIsWrong(String args, String message) {
        assertThat(stage.run(args.split(" "))).isEqualTo(3);
        assertThat(stage.err).startsWith("mailbearer-doctor: ").contains(message);
        assertThat(stage.err.lines()).hasSize(1);
        assertThat(stage.out).isEmpty();
    }

    @Test
    void asksForACredentialWhereNobodySits() {
        stage.environment.clear();

        assertThat(stage.check()).isEqualTo(3);
        assertThat(stage.err).contains("there is nothing to get tokens with: give --secret-file");
    }

    @Test
    void repeatsNoArgumentThatMayBeASecret() {
        assertThat(stage.run("--mailbox", "a@contoso.com", "hunter2hunter2")).isEqualTo(3);
        assertThat(stage.err).doesNotContain("hunter2");
        assertThat(stage.check("--secret-file", "hunter2hunter2")).isEqualTo(3);
        assertThat(stage.err).doesNotContain("hunter2").contains("--secret-file cannot be read");
        assertThat(stage.run("--client-secret=hunter2hunter2")).isEqualTo(3);
        assertThat(stage.err).doesNotContain("hunter2").contains("--client-secret is not known");
    }

    @Test
    void namesFileEntryAndFieldOfACatalogueThatIsNone() {
        assertThat(stage.check("--catalogue", stage.file("own.properties", "S7.kind = bad\n")))
                .isEqualTo(3);
        assertThat(stage.err).contains("own.properties", "S7", "kind");
    }

    @Test
    void explainsItself() {
        assertThat(stage.run("--help")).isZero();
        assertThat(stage.out).contains("MAILBEARER_CLIENT_ID", "Exit codes: 0 all passed");
        Stream.of(Option.values()).forEach(option -> assertThat(stage.out).contains(option.words()));

        assertThat(stage.run("explain", "--help")).isZero();
        assertThat(stage.out).contains("Usage: mailbearer-doctor explain", "0 recognised, 1 not recognised");

        assertThat(stage.run("--version")).isZero();
        assertThat(stage.out).startsWith("mailbearer-doctor ");
    }

    @Test
    void givesEachOptionAVariableOfItsOwn() {
        assertThat(Arrays.stream(Option.values()).map(Option::variable))
                .doesNotHaveDuplicates()
                .allMatch(variable -> variable.matches("MAILBEARER_[A-Z_]+"));
    }
}

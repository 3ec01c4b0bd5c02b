package io.github.mailbearer.doctor.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What can be given to the program: how it is called on the command line, in the environment and in properties. */
enum Option {
    PROFILE(
            "--profile",
            "NAME",
            "who provides the mailbox: microsoft-365 (unless given), microsoft-365-gcc-high, microsoft-365-dod,"
                    + " microsoft-365-china, microsoft-365-hve, outlook-com, gmail, or custom with --host",
            "mailbearer.platform"),
    TENANT("--tenant", "ID", "the Directory (tenant) ID, or a domain of the tenant", "mailbearer.entra.tenant-id"),
    CLIENT_ID("--client-id", "ID", "the Application (client) ID", "mailbearer.entra.client-id"),
    SECRET_FILE(
            "--secret-file",
            "FILE",
            "the file that holds the client secret's Value",
            "mailbearer.entra.client-secret-file"),
    SECRET_ENV(
            "--secret-env",
            "NAME",
            "the environment variable that holds the client secret's Value",
            "mailbearer.entra.client-secret-environment"),
    UNSAFE_SECRET(
            "--unsafe-secret-on-command-line",
            "VALUE",
            "the client secret's Value itself, which everybody on this machine and the shell's history then see"),
    CERTIFICATE_FILE(
            "--certificate-file",
            "FILE",
            "the certificate, with its key: PEM, or PKCS #12 with a password",
            "mailbearer.entra.certificate-file"),
    KEY_FILE(
            "--key-file",
            "FILE",
            "the PEM file with the key, if it is not with the certificate",
            "mailbearer.entra.certificate-key-file"),
    CERTIFICATE_PASSWORD_FILE(
            "--certificate-password-file",
            "FILE",
            "the file that holds the password of the PKCS #12 file",
            "mailbearer.entra.certificate-password-file"),
    FEDERATED_TOKEN_FILE(
            "--federated-token-file",
            "FILE",
            "the file into which Kubernetes or another issuer writes assertions",
            "mailbearer.entra.federated-token-file"),
    MANAGED_IDENTITY(
            "--managed-identity",
            "[ID]",
            "this machine's managed identity; with its Client ID if it is a user-assigned one",
            "mailbearer.entra.managed-identity-client-id"),
    ACCESS_TOKEN_FILE(
            "--access-token-file", "FILE", "the file that holds an access token to try, in place of a credential"),
    STORE_DIRECTORY(
            "--store-directory",
            "DIRECTORY",
            "where connected mailboxes are stored, for tokens of a person",
            "mailbearer.entra.store-directory"),
    STORE_KEY_FILE(
            "--store-key-file", "FILE", "the file with the key of that store", "mailbearer.entra.store-key-file"),
    MAILBOX("--mailbox", "ADDRESS", "the mailbox to sign in to", "mail.{protocol}.user", "mail.user"),
    SIGNED_IN_AS(
            "--signed-in-as",
            "ACCOUNT",
            "the account whose token opens the mailbox, if it is not the mailbox itself",
            "mailbearer.signed-in-as"),
    FROM("--from", "ADDRESS", "whom messages are from, if it is not the mailbox", "mail.smtp.from", "mail.from"),
    PROTOCOL("--protocol", "NAME", "smtp (unless given), imap or pop3; a run is for one"),
    HOST("--host", "NAME", "the mail server; the profile's unless given", "mail.{protocol}.host", "mail.host"),
    PORT(
            "--port",
            "NUMBER",
            "its port; 587 for smtp, 993 for imap and 995 for pop3 unless given",
            "mail.{protocol}.port"),
    TLS("--tls", "HOW", "starttls or implicit; as the port has it unless given"),
    ALLOW_HOST("--allow-host", "NAME,…", "further hosts that may see the token; the profile's may"),
    SCOPE(
            "--scope",
            "SCOPE …",
            "what tokens are asked for, separated by blanks; the profile's unless given",
            "mailbearer.scopes"),
    CLOUD("--cloud", "NAME", "worldwide, us-government or china; the profile's unless given", "mailbearer.entra.cloud"),
    REGISTERED_OBJECT_ID(
            "--registered-object-id", "ID", "the Object ID that Exchange has, as Get-ServicePrincipal shows it"),
    PROXY("--proxy", "HOST:PORT", "the HTTP proxy on the way to the login host"),
    TRUST_STORE("--trust-store", "FILE", "further certificate authorities to trust: PEM, PKCS #12 or JKS"),
    TRUST_STORE_PASSWORD_FILE("--trust-store-password-file", "FILE", "the file that holds the trust store's password"),
    PROPERTIES(
            "--properties",
            "FILE",
            "the application's properties: its mail.* and mailbearer.* count, and are looked at"),
    CATALOGUE("--catalogue", "FILE", "remedies of your own, over the built-in ones"),
    SEND("--send", "[ADDRESS]", "send a test mail, to the mailbox itself unless an address is given"),
    JSON("--json", "", "write JSON"),
    SCRIPT(
            "--script",
            "",
            "write the PowerShell for an administrator of Exchange, with the token's ids, and nothing else"),
    SHOW_IDS("--show-ids", "", "show ids and addresses in full"),
    COLOR("--color", "WHEN", "auto (unless given), always or never; NO_COLOR is heeded"),
    NO_COLOR("--no-color", "", "the same as --color never"),
    VERBOSE("--verbose", "", "show the evidence of what passed, too, and what libraries log");

    static final List<Option> OF_EXPLAIN = List.of(MAILBOX, TENANT, CLIENT_ID, CATALOGUE, JSON);

    private final String words;
    private final String label;
    private final String description;
    private final String properties;

    Option(String words, String label, String description, String... properties) {
        this.words = words;
        this.label = label;
        this.description = description;
        this.properties = String.join(" ", properties);
    }

    /** On the command line. */
    String words() {
        return words;
    }

    /** What stands for its value in the help, in brackets if it may be left out, or nothing for a switch. */
    String label() {
        return label;
    }

    String description() {
        return description;
    }

    boolean isSwitch() {
        return label.isEmpty();
    }

    boolean mayLackValue() {
        return label.startsWith("[");
    }

    /** In the environment. A secret there is as safe as in any of its variables. */
    String variable() {
        return this == UNSAFE_SECRET
                ? "MAILBEARER_SECRET"
                : "MAILBEARER_" + words.substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** In properties, for Jakarta Mail's names of a protocol. */
    List<String> properties(String... protocolNames) {
        return Stream.of(properties.split(" ", -1))
                .filter(property -> !property.isEmpty())
                .flatMap(property -> property.contains("{protocol}")
                        ? Arrays.stream(protocolNames).map(name -> property.replace("{protocol}", name))
                        : Stream.of(property))
                .toList();
    }
}

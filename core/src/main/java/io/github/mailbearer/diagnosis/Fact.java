package io.github.mailbearer.diagnosis;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The things that may be known of a set-up: how texts name them, what to write where they are unknown, how they look. */
enum Fact {
    TENANT("the tenant", "<tenant id>", "[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?"),
    CLIENT("the client ID", "<client id>", Fact.GUID),
    OBJECT("the Object ID of the enterprise application", "<Object ID of the enterprise application>", Fact.GUID),
    REGISTERED_OBJECT("the registered Object ID", "<registered Object ID>", Fact.GUID),
    PRINCIPAL(
            "the signed-in account or the application's service principal",
            "<user or service principal>",
            Fact.GUID + "|" + Fact.ADDRESS),
    MAILBOX("the mailbox", "<mailbox>", Fact.ADDRESS),
    ACCOUNT("the account that signed in", "<account>", Fact.ADDRESS),
    USER("the user", "<user>", Fact.ADDRESS),
    FROM("the From address", "<From address>", Fact.ADDRESS),
    SERVER("the server", "<server>", "[A-Za-z0-9.\\[\\]:-]{1,262}"),
    HOST("the server's name", "<server's name>", "[A-Za-z0-9.\\[\\]:-]{1,255}"),
    PORT("the server's port", "<port>", "\\d{1,5}"),
    LOGIN_HOST("the login host", "<login host>", "[A-Za-z0-9.:-]{1,262}"),
    SCOPE("the scope", "<scope>", "[A-Za-z0-9./:_ -]{1,1000}"),
    REDIRECT_URI("the redirect URI", "<redirect URI>", "https?://[A-Za-z0-9./:_~%?&=-]{1,1000}"),
    APPLICATION("the application", "<application>", "");

    private static final String GUID = "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}";

    /** Without the star and the question mark of RFC 5322: Exchange takes an identity with those for a pattern. */
    private static final String ADDRESS =
            "[A-Za-z0-9.!#$%&'+/=^_{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?";

    /** A server as it is given: a name, or an address in brackets, and a port. */
    private static final Pattern ENDPOINT = Pattern.compile("(\\[[^\\]]*]|[^:]*)(?::(\\d{1,5}))?");

    private final String inProse;
    private final String inCommands;
    private final Pattern form;

    Fact(String inProse, String inCommands, String form) {
        this.inProse = inProse;
        this.inCommands = inCommands;
        this.form = Pattern.compile(form);
    }

    /** The name in the texts of a catalogue, such as {@code login-host}. */
    String placeholder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What to say where it is unknown. */
    String inProse() {
        return inProse;
    }

    /** What to write in a command where it is unknown: PowerShell stops at the bracket. */
    String inCommands() {
        return inCommands;
    }

    /** Whether a value looks like one, so that it may stand in a command that an administrator pastes. */
    boolean fits(String value) {
        return form.matcher(value).matches();
    }

    /** Whether another account signs in for a mailbox, which then is what messages are from. */
    private static boolean isOfAnother(String mailbox, Facts facts) {
        return facts.get(ACCOUNT)
                .filter(account -> !account.equalsIgnoreCase(mailbox))
                .isPresent();
    }

    private static Optional<String> partOf(String server, int part) {
        return Optional.of(ENDPOINT.matcher(server)).filter(Matcher::matches).map(found -> found.group(part));
    }

    /** What other facts tell about this one. */
    Optional<String> of(Facts facts) {
        Optional<TokenClaims> claims = facts.claims();
        return switch (this) {
            case TENANT -> claims.flatMap(TokenClaims::tenantId);
            case CLIENT -> claims.flatMap(TokenClaims::applicationId);
            case OBJECT -> claims.filter(TokenClaims::isApplication).flatMap(TokenClaims::objectId);
            case ACCOUNT -> claims.flatMap(TokenClaims::userPrincipalName);
            case PRINCIPAL -> facts.get(OBJECT).or(() -> facts.get(ACCOUNT));
            case USER -> facts.given(ACCOUNT).or(() -> facts.given(MAILBOX));
            case FROM -> facts.given(MAILBOX).filter(mailbox -> isOfAnother(mailbox, facts));
            case HOST -> facts.given(SERVER).flatMap(server -> partOf(server, 1));
            case PORT -> facts.given(SERVER).flatMap(server -> partOf(server, 2));
            case APPLICATION ->
                facts.get(CLIENT)
                        .map(client -> "application " + client
                                + facts.get(TENANT)
                                        .map(tenant -> " in tenant " + tenant)
                                        .orElse(""));
            default -> Optional.empty();
        };
    }
}

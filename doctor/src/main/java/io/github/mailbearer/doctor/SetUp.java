package io.github.mailbearer.doctor;

import io.github.mailbearer.diagnosis.Facts;
import io.github.mailbearer.diagnosis.TokenClaims;
import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.mail.MailServer;
import io.github.mailbearer.mail.SubmissionIdentity;
import io.github.mailbearer.msal.EntraCloud;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What follows from the settings: server, scopes, identities, as the library would have them. */
record SetUp(DoctorSettings settings) {

    private static final List<String> PERSONAL = List.of("outlook", "hotmail", "live", "msn");

    Profile profile() {
        return settings.profile;
    }

    MailProtocol protocol() {
        return settings.protocol;
    }

    MailServer server() {
        MailServer own = settings.server;
        return own != null ? own : profile().platform().server(protocol()).orElseThrow();
    }

    /** Host and port. */
    String address() {
        return server().host() + ":" + server().port();
    }

    /** Whether the host may see the token. */
    boolean allowsServer() {
        return profile().platform().hosts().contains(server().host())
                || settings.allowedHosts.stream().anyMatch(server().host()::equalsIgnoreCase);
    }

    Optional<EntraCloud> cloud() {
        return Optional.ofNullable(settings.cloud);
    }

    /** Where discovery documents and tokens are, without a slash at the end. */
    Optional<URI> authority() {
        URI loopback = settings.loopbackEndpoint;
        if (loopback != null) {
            return Optional.of(URI.create(loopback.toString().replaceFirst("/+$", "")));
        }
        return cloud().map(cloud -> URI.create("https://" + cloud.loginHost()));
    }

    /** For whom tokens speak, as far as the settings tell. */
    Optional<Grant> grant() {
        if (settings.grant != null || !settings.asksEntra()) {
            return Optional.ofNullable(settings.grant);
        }
        return Optional.of(settings.store == null ? Grant.APPLICATION : Grant.PERSON);
    }

    /** For whom tokens speak, as far as the settings or the token tell. */
    Optional<Grant> grant(Findings known) {
        return grant().or(() ->
                known.left(TokenClaims.class).map(claims -> claims.isApplication() ? Grant.APPLICATION : Grant.PERSON));
    }

    /** What tokens are asked for; empty if their provider is to decide. */
    List<String> scopes() {
        if (!settings.scopes.isEmpty()) {
            return settings.scopes;
        }
        return grant().map(grant -> List.copyOf(expectedScopes(grant))).orElse(List.of());
    }

    /** What tokens should be asked for. */
    Set<String> expectedScopes(Grant grant) {
        return grant == Grant.APPLICATION
                ? profile().platform().appOnlyScopes()
                : profile().platform().server(protocol()).isPresent()
                        ? profile().platform().delegatedScopes(protocol())
                        : Set.of();
    }

    /** The hosts of Exchange that a token may be for; empty if any will do. */
    Set<String> audiences() {
        Set<String> hosts = Stream.of(Grant.values())
                .flatMap(grant -> expectedScopes(grant).stream())
                .map(SetUp::hostOf)
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (hosts.contains("outlook.office.com")) {
            hosts.add("outlook.office365.com"); // Exchange Online answers to both names
        }
        return profile().isMicrosoft() ? hosts : Set.of();
    }

    /** The host in a scope or an audience. */
    static String hostOf(String scope) {
        return scope.matches("(?i)https?://.*")
                ? scope.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "").replaceFirst("/.*$", "")
                : "";
    }

    /** The account whose token it is. */
    String account() {
        return Objects.requireNonNullElse(settings.signedInAs, settings.mailbox);
    }

    /** The user in the authentication message. */
    String user() {
        boolean accountWanted =
                protocol() == MailProtocol.SMTP && profile().platform().submitsAs() == SubmissionIdentity.ACCOUNT;
        return accountWanted ? account() : settings.mailbox;
    }

    String from() {
        return Objects.requireNonNullElse(settings.from, settings.mailbox);
    }

    boolean isPersonalAddress(String address) {
        String domain = address.substring(address.indexOf('@') + 1).toLowerCase(Locale.ROOT);
        return PERSONAL.stream().anyMatch(name -> domain.startsWith(name + "."));
    }

    /** How long a single answer of a server may take, so that it ends before its check does. */
    Duration patience() {
        return settings.checkLimit.multipliedBy(4).dividedBy(5);
    }

    Facts facts(Findings known) {
        return facts(known.left(TokenClaims.class).orElse(null));
    }

    Facts facts(@Nullable TokenClaims claims) {
        Facts.Builder facts = Facts.builder()
                .mailbox(settings.mailbox)
                .user(user())
                .from(from())
                .server(address())
                .scopes(scopes())
                .claims(claims)
                .at(settings.clock.instant());
        cloud().map(EntraCloud::loginHost).ifPresent(facts::loginHost);
        given(settings.tenantId).ifPresent(facts::tenantId);
        given(settings.clientId).ifPresent(facts::clientId);
        given(settings.registeredObjectId).ifPresent(facts::registeredObjectId);
        given(settings.signedInAs).ifPresent(facts::account);
        return facts.build();
    }

    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value);
    }

    /** What somebody typed that names something or somebody. */
    Set<String> typed() {
        return Stream.of(
                        settings.tenantId,
                        settings.clientId,
                        settings.registeredObjectId,
                        settings.mailbox,
                        settings.signedInAs,
                        settings.from,
                        settings.sendTo)
                .filter(Objects::nonNull)
                .filter(value -> !value.isBlank())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}

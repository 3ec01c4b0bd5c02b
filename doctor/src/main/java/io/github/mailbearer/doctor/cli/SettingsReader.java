package io.github.mailbearer.doctor.cli;

import io.github.mailbearer.diagnosis.Catalogue;
import io.github.mailbearer.doctor.DoctorSettings;
import io.github.mailbearer.doctor.Profile;
import io.github.mailbearer.msal.EntraCloud;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** Makes a set-up of what was given. What is wrong with its values is for the checks to find, not for this. */
final class SettingsReader {

    private final Given given;
    private final Surroundings surroundings;
    private final ServerReader servers;

    SettingsReader(Given given, Surroundings surroundings) {
        this.given = given;
        this.surroundings = surroundings;
        this.servers = new ServerReader(given);
    }

    DoctorSettings settings() {
        String mailbox = mailbox();
        DoctorSettings.Builder settings = DoctorSettings.builder()
                .profile(profile())
                .protocol(servers.protocol())
                .mailbox(mailbox);
        given.text(Option.TENANT).ifPresent(settings::tenantId);
        given.text(Option.CLIENT_ID).ifPresent(settings::clientId);
        given.text(Option.SIGNED_IN_AS).ifPresent(settings::signedInAs);
        given.text(Option.FROM).ifPresent(settings::from);
        given.text(Option.SCOPE).ifPresent(scopes -> settings.scopes(scopes.split("[ ,]+")));
        given.text(Option.REGISTERED_OBJECT_ID).ifPresent(settings::registeredObjectId);
        given.text(Option.CATALOGUE).ifPresent(file -> settings.catalogue(catalogue(file)));
        given.text(Option.SEND).ifPresent(address -> settings.send(address.isEmpty() ? mailbox : address));
        cloud().ifPresent(settings::cloud);
        servers.server(profile()).ifPresent(settings::server);
        settings.allowHost(servers.allowedHosts());
        if (given.has(Option.SHOW_IDS)) {
            settings.showIds();
        }
        Properties ofSession = PropertiesFile.ofSession(given.properties());
        if (!ofSession.isEmpty()) {
            settings.sessionProperties(ofSession);
        }
        if (surroundings.loopback() != null) {
            settings.loopbackEndpoint(surroundings.loopback());
        }
        new NetworkReader(given).applyTo(settings);
        new CredentialReader(given, surroundings).applyTo(settings);
        try {
            return settings.build();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    Profile profile() {
        String name = given.text(Option.PROFILE).orElse(Profile.MICROSOFT_365.name());
        if (name.equals("custom")) {
            return Profile.custom(servers.customPlatform());
        }
        try {
            return Profile.named(name);
        } catch (IllegalArgumentException e) {
            throw new UsageException(Option.PROFILE.words() + ": " + e.getMessage(), e);
        }
    }

    /** What the run is about, in a line. */
    String description() {
        return mailbox() + " by " + given.protocol().toUpperCase(Locale.ROOT) + " at " + profile();
    }

    private String mailbox() {
        return given.text(Option.MAILBOX)
                .filter(mailbox -> !mailbox.isBlank())
                .orElseThrow(() -> new UsageException(
                        "--mailbox is missing: give the address to sign in to, such as --mailbox noreply@contoso.com"));
    }

    private Optional<EntraCloud> cloud() {
        return given.value(Option.CLOUD).map(value -> switch (value.text().toLowerCase(Locale.ROOT)) {
            case "worldwide" -> EntraCloud.WORLDWIDE;
            case "us-government" -> EntraCloud.US_GOVERNMENT;
            case "china" -> EntraCloud.CHINA;
            default ->
                throw new UsageException(
                        value.name() + " " + value.text() + " is not known: give worldwide, us-government or china");
        });
    }

    private static Catalogue catalogue(String file) {
        return Catalogue.builtIn().extendedBy(SmallFile.path(Option.CATALOGUE.words(), file));
    }
}

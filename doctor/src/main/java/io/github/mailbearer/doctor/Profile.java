package io.github.mailbearer.doctor;

import io.github.mailbearer.doctor.text.Printable;
import io.github.mailbearer.mail.MailPlatform;
import io.github.mailbearer.msal.EntraCloud;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What to expect of a provider of mailboxes: its platform, and the cloud in which its accounts sign in. Immutable.
 *
 * <p>Where there is no cloud of Microsoft's, what only Exchange and Entra have is not looked at.
 */
public final class Profile {

    /** Microsoft 365 in the worldwide cloud. */
    public static final Profile MICROSOFT_365 =
            new Profile("microsoft-365", MailPlatform.MICROSOFT_365, EntraCloud.WORLDWIDE);

    /** Microsoft 365 GCC High. */
    public static final Profile MICROSOFT_365_GCC_HIGH =
            new Profile("microsoft-365-gcc-high", MailPlatform.MICROSOFT_365_GCC_HIGH, EntraCloud.US_GOVERNMENT);

    /** Microsoft 365 DoD. */
    public static final Profile MICROSOFT_365_DOD =
            new Profile("microsoft-365-dod", MailPlatform.MICROSOFT_365_DOD, EntraCloud.US_GOVERNMENT);

    /** Microsoft 365 in China, operated by 21Vianet. */
    public static final Profile MICROSOFT_365_CHINA =
            new Profile("microsoft-365-china", MailPlatform.MICROSOFT_365_CHINA, EntraCloud.CHINA);

    /** Microsoft 365 High Volume Email. */
    public static final Profile MICROSOFT_365_HVE =
            new Profile("microsoft-365-hve", MailPlatform.MICROSOFT_365_HVE, EntraCloud.WORLDWIDE);

    /** Outlook.com, the mailboxes of personal accounts. */
    public static final Profile OUTLOOK_COM =
            new Profile("outlook-com", MailPlatform.OUTLOOK_COM, EntraCloud.WORLDWIDE);

    /** Gmail and Google Workspace. */
    public static final Profile GMAIL = new Profile("gmail", MailPlatform.GMAIL, null);

    private static final List<Profile> NAMED = List.of(
            MICROSOFT_365,
            MICROSOFT_365_GCC_HIGH,
            MICROSOFT_365_DOD,
            MICROSOFT_365_CHINA,
            MICROSOFT_365_HVE,
            OUTLOOK_COM,
            GMAIL);

    private final String name;
    private final MailPlatform platform;
    private final @Nullable EntraCloud cloud;

    private Profile(String name, MailPlatform platform, @Nullable EntraCloud cloud) {
        this.name = name;
        this.platform = platform;
        this.cloud = cloud;
    }

    /**
     * Describes a provider that is not among the constants.
     *
     * @param platform its servers and rules
     * @return the profile {@code custom}
     */
    public static Profile custom(MailPlatform platform) {
        return new Profile("custom", Objects.requireNonNull(platform, "platform"), null);
    }

    /**
     * Finds a profile.
     *
     * @param name the {@link #name} of one of the constants
     * @return the profile
     * @throws IllegalArgumentException if there is none, naming all there are
     */
    public static Profile named(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        return NAMED.stream()
                .filter(profile -> profile.name.equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("profile " + Printable.excerpt(name)
                        + " is not known: give one of "
                        + NAMED.stream().map(Profile::name).collect(Collectors.joining(", "))
                        + ", or Profile.custom(…) with the servers"));
    }

    /**
     * The profile's name, the one that the property {@code mailbearer.platform} has for the platform.
     *
     * @return such as {@code microsoft-365}
     */
    public String name() {
        return name;
    }

    /**
     * Servers, scopes and rules.
     *
     * @return the platform
     */
    public MailPlatform platform() {
        return platform;
    }

    /**
     * Where accounts sign in.
     *
     * @return the cloud, or empty if the provider is not Microsoft
     */
    public Optional<EntraCloud> cloud() {
        return Optional.ofNullable(cloud);
    }

    boolean isMicrosoft() {
        return cloud != null;
    }

    boolean isHighVolume() {
        return this == MICROSOFT_365_HVE;
    }

    boolean isPersonal() {
        return this == OUTLOOK_COM;
    }

    @Override
    public String toString() {
        return name;
    }
}

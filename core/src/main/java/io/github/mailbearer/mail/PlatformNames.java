package io.github.mailbearer.mail;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The names by which properties choose one of the platforms that are constants of {@link MailPlatform}. */
final class PlatformNames {

    private static final Map<String, MailPlatform> PLATFORMS = Map.of(
            "microsoft-365", MailPlatform.MICROSOFT_365,
            "microsoft-365-gcc-high", MailPlatform.MICROSOFT_365_GCC_HIGH,
            "microsoft-365-dod", MailPlatform.MICROSOFT_365_DOD,
            "microsoft-365-china", MailPlatform.MICROSOFT_365_CHINA,
            "microsoft-365-hve", MailPlatform.MICROSOFT_365_HVE,
            "outlook-com", MailPlatform.OUTLOOK_COM,
            "gmail", MailPlatform.GMAIL);

    private PlatformNames() {}

    /**
     * Finds a platform; the constant's own name will do too.
     *
     * @throws IllegalArgumentException naming the property and all names there are
     */
    static MailPlatform find(String property, String name) {
        MailPlatform platform =
                PLATFORMS.get(name.strip().toLowerCase(Locale.ROOT).replace('_', '-'));
        if (platform == null) {
            throw new IllegalArgumentException(property + "=" + name + " is not known: set one of "
                    + String.join(", ", new TreeMap<>(PLATFORMS).keySet())
                    + ", or remove it and name the servers, such as mail.smtp.host");
        }
        return platform;
    }
}

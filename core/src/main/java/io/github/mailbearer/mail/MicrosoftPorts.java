package io.github.mailbearer.mail;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Knows the port that people try at Microsoft and that is not there: 465, where a connection only times out. */
final class MicrosoftPorts {

    private static final Pattern MICROSOFT =
            Pattern.compile("(?i).*\\.(office365\\.com|office365\\.us|outlook\\.com|outlook\\.cn|mx\\.microsoft)\\.?");

    private MicrosoftPorts() {}

    /**
     * Refuses the port for submission to Microsoft.
     *
     * @throws IllegalArgumentException naming the argument and the right port
     */
    static void refuse(@Nullable String host, @Nullable String port, String argument) {
        if ("465".equals(port) && host != null && MICROSOFT.matcher(host).matches()) {
            throw new IllegalArgumentException(argument + " is 465, which " + host
                    + " does not offer: use port 587 with STARTTLS, protocol smtp (not smtps)");
        }
    }
}

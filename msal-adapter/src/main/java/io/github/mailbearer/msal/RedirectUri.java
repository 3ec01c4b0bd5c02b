package io.github.mailbearer.msal;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The form of a redirect URI that Entra accepts of a web application. */
final class RedirectUri {

    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|\\[::1]|127(?:\\.\\d{1,3}){3}");
    private static final int LONGEST = 256;

    private RedirectUri() {}

    static URI checked(@Nullable URI redirectUri) {
        String form =
                ": give the URI as it is registered under App registrations > the application > Authentication > Web,"
                        + " such as https://shop.example/mail/connected";
        if (redirectUri == null) {
            throw new IllegalArgumentException("redirectUri is missing" + form);
        }
        String host = redirectUri.getHost();
        boolean local = "http".equals(redirectUri.getScheme())
                && host != null
                && THIS_MACHINE.matcher(host).matches();
        if (host == null || !("https".equals(redirectUri.getScheme()) || local)) {
            throw new IllegalArgumentException(
                    "redirectUri is neither an https URI nor an http URI of this machine" + form);
        }
        if (redirectUri.getRawFragment() != null || redirectUri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("redirectUri has a fragment or a user" + form);
        }
        if (redirectUri.toString().length() > LONGEST) {
            throw new IllegalArgumentException(
                    "redirectUri is longer than the " + LONGEST + " characters that Entra registers" + form);
        }
        return redirectUri;
    }
}

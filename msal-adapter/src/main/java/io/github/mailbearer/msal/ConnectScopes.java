package io.github.mailbearer.msal;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The delegated scopes that a sign-in asks for, and whether they were granted. */
final class ConnectScopes {

    /** What OpenID Connect and MSAL add to each request; Entra grants them without naming them. */
    private static final Set<String> OPENID = Set.of("openid", "profile", "email", "offline_access");

    private static final Pattern FULL_NAME = Pattern.compile("(.+)/([\\x21\\x23-\\x2E\\x30-\\x5B\\x5D-\\x7E]+)");
    private static final String FORM =
            "the full names of delegated scopes of one resource, such as" + " https://outlook.office.com/SMTP.Send";
    private static final int LONGEST = 1000;

    /** The resource whose name Entra leaves out of its scopes. */
    private static final String GRAPH = "https://graph.microsoft.com/";

    private final Set<String> names;

    private ConnectScopes(Set<String> names) {
        this.names = names;
    }

    /**
     * Checks the scopes that a caller gives.
     *
     * @throws IllegalArgumentException if there are none, one is no full name, or they belong to several resources
     */
    static ConnectScopes of(Collection<String> scopes) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> resources = new LinkedHashSet<>();
        for (@Nullable String scope : scopes) {
            String name = Arguments.required("scopes", scope, FORM);
            if (!OPENID.contains(name)) {
                Matcher parts = FULL_NAME.matcher(name);
                if (!parts.matches()) {
                    throw new IllegalArgumentException("scopes hold \"" + printable(name)
                            + "\", which names no resource, or is not a single scope: give " + FORM);
                }
                names.add(name);
                resources.add(comparable(parts.group(1) + "/"));
            }
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("scopes are missing: give " + FORM);
        }
        if (resources.size() > 1) {
            throw new IllegalArgumentException("scopes belong to several resources, " + String.join(" and ", resources)
                    + ", but a token is for one (AADSTS28000): give " + FORM);
        }
        if (names.size() > 1 && names.stream().anyMatch(ConnectScopes::isDefault)) {
            throw new IllegalArgumentException(
                    "scopes mix .default, which stands for all of a resource, with single ones: give " + FORM);
        }
        if (String.join(" ", names).length() > LONGEST) {
            throw new IllegalArgumentException(
                    "scopes are longer than " + LONGEST + " characters in all: give " + FORM);
        }
        return new ConnectScopes(names);
    }

    /** The scopes in the form of {@link #toString}. */
    static ConnectScopes of(String names) {
        return of(List.of(names.split(" ", -1)));
    }

    private static boolean isDefault(String name) {
        return name.endsWith("/.default");
    }

    private static String printable(String name) {
        return name.replaceAll("[^\\x20-\\x7E]", "?");
    }

    /** The scopes without OpenID Connect's own. */
    Set<String> names() {
        return names;
    }

    /** What the authorization request asks for. */
    String parameter() {
        return String.join(" ", names) + " offline_access openid profile";
    }

    /**
     * What was asked for and not granted. A response without scopes granted what was asked for (RFC 6749 section 5.1), and
     * what {@code .default} stands for is not known here.
     */
    List<String> missing(String granted) {
        if (granted.isBlank()) {
            return List.of();
        }
        Set<String> given = new LinkedHashSet<>();
        for (String scope : granted.strip().split("\\s+", -1)) {
            given.add(comparable(scope));
        }
        return names.stream()
                .filter(name -> !isDefault(name) && !given.contains(comparable(name)))
                .toList();
    }

    /** Outlook goes by two host names, and Entra may answer with the other one. */
    private static String comparable(String scope) {
        String lower = scope.toLowerCase(Locale.ROOT).replace("://outlook.office365.com/", "://outlook.office.com/");
        return lower.startsWith(GRAPH) ? lower.substring(GRAPH.length()) : lower;
    }

    @Override
    public String toString() {
        return String.join(" ", names);
    }
}

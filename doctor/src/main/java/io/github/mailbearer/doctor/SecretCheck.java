package io.github.mailbearer.doctor;

import io.github.mailbearer.msal.EntraCredential;
import java.util.Locale;

/** 0b: whether the secret is one, rather than its ID or something with a line break at its end. */
final class SecretCheck extends Examination {

    private final SetUp setUp;

    SecretCheck(SetUp setUp) {
        super("0b", "Form of the secret");
        this.setUp = setUp;
    }

    @Override
    Finding examine(Findings known) {
        String secret = setUp.settings().clientSecret;
        if (secret == null) {
            return Finding.notNeeded("No client secret is used.");
        }
        try {
            EntraCredential.secret(secret);
        } catch (IllegalArgumentException e) {
            // The adapter's words: what it looks like and what to copy instead, never the value.
            String words = String.valueOf(e.getMessage());
            int colon = words.indexOf(": ");
            return Finding.fail(
                    IdsCheck.GUID.matcher(secret).matches()
                            ? "The client secret is a GUID, which its Secret ID is, and its Value is not."
                            : "The client " + (colon < 0 ? words : words.substring(0, colon)) + ".",
                    sentence(colon < 0 ? words : words.substring(colon + 2)));
        }
        return Finding.pass("It looks like the Value of a client secret.").with("length", secret.length());
    }

    private static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
    }
}

package io.github.mailbearer.doctor;

import io.github.mailbearer.diagnosis.Remedy;
import io.github.mailbearer.diagnosis.TokenClaims;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shortens ids and addresses, so that a report may be shown around: {@code 5c1e…2c11}, {@code n…@contoso.com}.
 *
 * <p>In the evidence that is done to all of them. Advice keeps what the settings say, without which its commands would be
 * of no use; what only the token says is left out of it, for PowerShell to stop at the gap.
 */
final class Masks {

    private static final Pattern GUID = Pattern.compile("\\p{XDigit}{8}-(?:\\p{XDigit}{4}-){3}\\p{XDigit}{12}");
    private static final List<String> NAMING =
            List.of("tid", "appid", "azp", "oid", "upn", "preferred_username", "unique_name");

    private final boolean showIds;
    private final Set<String> typed;
    private final Set<String> decoded = new LinkedHashSet<>();

    Masks(boolean showIds, Set<String> typed, TokenClaims... claims) {
        this.showIds = showIds;
        this.typed = typed;
        for (TokenClaims each : claims) {
            NAMING.forEach(name -> decoded.add(each.values().getOrDefault(name, "")));
        }
        decoded.remove("");
        typed.forEach(value -> decoded.removeIf(value::equalsIgnoreCase));
    }

    Finding applyTo(Finding finding) {
        return showIds ? finding : finding.reworded(this::masked, this::masked);
    }

    private String masked(String words) {
        return replaced(replaced(words, typed), decoded);
    }

    private Remedy masked(Remedy remedy) {
        return Remedy.of(
                replaced(remedy.text(), decoded),
                remedy.commands().stream().map(this::withGaps).toList());
    }

    private String withGaps(String command) {
        String gapped = command;
        for (String value : decoded) {
            gapped = pattern("'" + value.replace("'", "''") + "'")
                    .matcher(gapped)
                    .replaceAll(Matcher.quoteReplacement("<" + shortened(value) + ": shown with all ids>"));
        }
        return replaced(gapped, decoded);
    }

    private static String replaced(String words, Set<String> values) {
        String replaced = words;
        for (String value : values) {
            replaced = pattern(value).matcher(replaced).replaceAll(Matcher.quoteReplacement(shortened(value)));
        }
        return replaced;
    }

    private static Pattern pattern(String value) {
        return Pattern.compile(Pattern.quote(value), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** What is neither an id nor an address stays: the name of a tenant's domain, for one. */
    private static String shortened(String value) {
        if (GUID.matcher(value).matches()) {
            return value.substring(0, 4).toLowerCase(Locale.ROOT) + "…"
                    + value.substring(value.length() - 4).toLowerCase(Locale.ROOT);
        }
        int at = value.indexOf('@');
        return at < 1 ? value : value.substring(0, 1) + "…" + value.substring(at);
    }
}

package io.github.mailbearer.diagnosis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One kind of secret and how it is found.
 *
 * <p>Texts are long and perhaps hostile: what repeats is possessive, so that no text takes more than linear time, and no
 * group repeats often, since Java's patterns recurse for that.
 *
 * @param pattern what it looks like; its first group, if it has one, stays
 */
record RedactionRule(Pattern pattern) {

    static final String MARK = "[…]";

    /** Not redacted already. */
    static final String FRESH = "(?!\\[…])";

    static RedactionRule of(String pattern) {
        return new RedactionRule(Pattern.compile(pattern));
    }

    String applyTo(String text) {
        return pattern.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        (found.groupCount() == 0 || found.group(1) == null ? "" : found.group(1)) + MARK));
    }
}

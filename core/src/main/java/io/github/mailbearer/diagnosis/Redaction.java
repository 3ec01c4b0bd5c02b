package io.github.mailbearer.diagnosis;

import java.util.List;
import java.util.stream.Stream;

/**
 * Takes secrets out of text that somebody pasted: tokens, secrets, codes, passwords, keys and the messages of AUTH.
 *
 * <p>What looks like a secret is taken out where it stands, its name is left. Ids, addresses, replies and what a server
 * explains stay.
 */
public final class Redaction {

    private static final List<RedactionRule> RULES = Stream.of(
                    SecretForms.RULES, AuthDialogue.RULES, NamedSecrets.RULES)
            .flatMap(List::stream)
            .toList();

    private Redaction() {}

    /**
     * Takes secrets out.
     *
     * @param text the text
     * @return the text with […] where something secret stood
     */
    public static String of(String text) {
        String redacted = text;
        for (RedactionRule rule : RULES) {
            redacted = rule.applyTo(redacted);
        }
        return redacted;
    }
}

package io.github.mailbearer.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads conditions, such as {@code smtp 535 5.7.139 "disabled for the tenant"}; the package's description says which words
 * there are.
 */
final class ConditionParser {

    private static final Pattern WORD = Pattern.compile("\\s*(\"[^\"]+\"|[^\\s\"]+)");
    private static final Pattern CODE = Pattern.compile("[45](?:\\d\\d|xx)");
    private static final Pattern ENHANCED = Pattern.compile("([45])\\.(\\d{1,3})\\.(\\d{1,3})(?:-(\\d{1,3}))?");
    private static final Pattern AADSTS = Pattern.compile("AADSTS(\\d{4,9})");
    /** Behind an address of one's own, a tunnel or a relay, may be anybody's server. */
    private static final Pattern LOCAL = Pattern.compile("(?i)localhost\\b|\\[|\\d{1,3}(?:\\.\\d{1,3}){3}\\b");

    private static final Pattern PAIR = Pattern.compile("([a-z-]+)=([A-Za-z0-9_.-]+)");

    private final List<Term> seen = new ArrayList<>();
    private final List<Term> known = new ArrayList<>();
    private String code = "";
    private String enhanced = "";

    private ConditionParser() {}

    /**
     * Reads the condition of an entry.
     *
     * @throws IllegalArgumentException if it is none, saying why
     */
    static Condition parse(String source) {
        Condition condition = parsePart(source);
        if (condition.seen().isEmpty()) {
            throw new IllegalArgumentException(
                    "a condition needs something that is seen: a reply code, an AADSTS number, a \"phrase\"");
        }
        return condition;
    }

    /**
     * Reads the condition of a cause or remedy, which may be about the set-up alone.
     *
     * @throws IllegalArgumentException if it is none, saying why
     */
    static Condition parsePart(String source) {
        ConditionParser parser = new ConditionParser();
        Matcher words = WORD.matcher(source);
        int end = 0;
        while (words.find() && words.start() == end) {
            parser.word(words.group(1));
            end = words.end();
        }
        if (!source.substring(end).isBlank()) {
            throw new IllegalArgumentException("there is a quotation mark too many or too few in: " + source);
        }
        parser.reply();
        return new Condition(source, List.copyOf(parser.seen), List.copyOf(parser.known));
    }

    private void word(String word) {
        Matcher aadsts = AADSTS.matcher(word);
        if (word.startsWith("\"")) {
            String phrase = Phrase.folded(word.substring(1, word.length() - 1));
            seen(
                    20 + Math.min(phrase.length(), 40) / 2,
                    symptom -> symptom.words().contains(phrase));
        } else if (aadsts.matches()) {
            int number = Integer.parseInt(aadsts.group(1));
            seen(60, symptom -> symptom.numbers().contains(number));
        } else if (CODE.matcher(word).matches()) {
            code = word;
        } else if (ENHANCED.matcher(word).matches()) {
            enhanced = word;
        } else if (word.contains("=")) {
            pair(word);
        } else {
            place(word);
        }
    }

    private static Place placeNamed(String word) {
        return Arrays.stream(Place.values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no word " + word
                        + " in conditions: write a place (token, smtp, imap, pop3), a reply code, an enhanced status code, an"
                        + " AADSTS number, name=value or a \"phrase\""));
    }

    private void place(String word) {
        Place place = placeNamed(word);
        seen.add(new Term(
                1,
                (symptom, facts) -> symptom.places().isEmpty()
                        ? Truth.UNKNOWN
                        : Truth.of(symptom.places().contains(place))));
    }

    private void pair(String word) {
        Optional<Term.Test> fact = Statement.named(word);
        if (fact.isPresent()) {
            known.add(new Term(50, fact.get()));
            return;
        }
        Matcher pair = PAIR.matcher(word);
        if (!pair.matches()) {
            throw new IllegalArgumentException("this is not a pair of name and value: " + word);
        }
        String value = pair.group(2);
        String lower = value.toLowerCase(Locale.ROOT);
        switch (pair.group(1)) {
            case "error" -> seen(12, symptom -> symptom.errors().contains(lower));
            case "suberror" -> seen(14, symptom -> symptom.suberrors().contains(lower));
            case "challenge" -> seen(20, symptom -> symptom.challenges().contains(lower));
            case "exception" -> seen(15, symptom -> symptom.exceptions().contains(value));
            case "http" ->
                seen(
                        16,
                        symptom -> symptom.statuses().stream()
                                .anyMatch(status -> digits(Integer.toString(status), lower)));
            case "provider" -> provider(lower);
            case "place" -> knownPlace(lower);
            default ->
                throw new IllegalArgumentException("there is no " + word + " in conditions: the names are error,"
                        + " suberror, challenge, exception, http, provider and place, and of facts "
                        + Statement.names().stream().sorted().toList());
        }
    }

    private void knownPlace(String word) {
        Place place = placeNamed(word);
        seen(3, symptom -> symptom.places().contains(place));
    }

    private void provider(String name) {
        Provider provider = Arrays.stream(Provider.values())
                .filter(each -> each.word().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no provider " + name));
        seen.add(new Term(6, (symptom, facts) -> {
            if (symptom.providers().contains(provider)
                    || facts.get(Fact.SERVER)
                            .filter(server -> Provider.in(Phrase.folded(server)).contains(provider))
                            .isPresent()) {
                return Truth.TRUE;
            }
            return symptom.providers().isEmpty()
                            && facts.get(Fact.SERVER)
                                    .filter(server -> !LOCAL.matcher(server).lookingAt())
                                    .isEmpty()
                    ? Truth.UNKNOWN
                    : Truth.FALSE;
        }));
    }

    /** Code and enhanced code must be of one reply. */
    private void reply() {
        if (code.isEmpty() && enhanced.isEmpty()) {
            return;
        }
        String wantedCode = code;
        String wantedEnhanced = enhanced;
        int weight = (code.isEmpty() ? 0 : code.endsWith("xx") ? 2 : 5)
                + (enhanced.isEmpty() ? 0 : enhanced.contains("-") ? 12 : 15);
        seen(
                weight,
                symptom -> symptom.replies().stream().anyMatch(reply -> matches(reply, wantedCode, wantedEnhanced)));
    }

    private static boolean matches(Reply reply, String code, String enhanced) {
        boolean codeFits = code.isEmpty()
                || (reply.code() == 0
                        ? !enhanced.isEmpty() || digits(reply.enhanced(), code)
                        : digits(Integer.toString(reply.code()), code));
        return codeFits && (enhanced.isEmpty() || inRange(reply.enhanced(), enhanced));
    }

    private static boolean digits(String number, String pattern) {
        return pattern.endsWith("xx") ? number.charAt(0) == pattern.charAt(0) : number.equals(pattern);
    }

    private static boolean inRange(String actual, String wanted) {
        Matcher range = ENHANCED.matcher(wanted);
        Matcher one = ENHANCED.matcher(actual);
        if (!range.matches()
                || !one.matches()
                || !range.group(1).equals(one.group(1))
                || !range.group(2).equals(one.group(2))) {
            return false;
        }
        int detail = Integer.parseInt(one.group(3));
        int first = Integer.parseInt(range.group(3));
        int last = range.group(4) == null ? first : Integer.parseInt(range.group(4));
        return first <= detail && detail <= last;
    }

    private void seen(int weight, Predicate<Symptom> test) {
        seen.add(new Term(weight, (symptom, facts) -> Truth.of(test.test(symptom))));
    }
}

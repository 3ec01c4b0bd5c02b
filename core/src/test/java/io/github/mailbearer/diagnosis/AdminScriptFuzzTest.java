package io.github.mailbearer.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.diagnosis.PowerShellTokens.Kind;
import io.github.mailbearer.diagnosis.PowerShellTokens.Token;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An administrator pastes the script: no value of whatever origin may change what the script does. */
@Timeout(60)
class AdminScriptFuzzTest {

    private static final int RANDOM_VALUES = 20_000;
    private static final String GUID = "5c1e7b8e-54a6-4d0e-9d27-6a2b1d6f2c11";
    private static final Pattern NAME = Pattern.compile("\\{([a-z-]+)}");
    private static final Map<String, Fact> FACTS =
            Arrays.stream(Fact.values()).collect(Collectors.toMap(Fact::placeholder, Function.identity()));

    private static final Set<Place> ALL = EnumSet.of(Place.SMTP, Place.IMAP, Place.POP3);

    /** What breaks out of quotes, lines, comments and words. */
    private static final List<String> PIECES = List.of(
            "'",
            "''",
            "\u2018",
            "\u2019",
            "\u201a",
            "\u201b",
            "\"",
            "\u201c",
            "\u201d",
            "\u201e",
            "$(Remove-Mailbox x)",
            "$env:PATH",
            "${x}",
            "`",
            "`n",
            "`'",
            ";",
            "|",
            "||",
            "&",
            "&&",
            "#",
            "<#",
            "#>",
            "@'\n",
            "\n'@",
            "@(",
            "\n",
            "\r\n",
            "\r",
            "\0",
            "\u0085",
            "\u000b",
            "\f",
            "\u001b[2J",
            "\u009b1m",
            "\u2028",
            "\u2029",
            "\u202e",
            "\u2066",
            "\u200b",
            "\u00a0",
            "\u3000",
            "\ufeff",
            "\u2013",
            "\u2014",
            "\u2015",
            "-",
            "--%",
            "\ud83d\ude00",
            "\ud83d",
            "\udc00",
            "{mailbox}",
            "{object}",
            "$1",
            "\\",
            "\\'",
            "<mailbox>",
            ">",
            ",",
            "*",
            "?",
            "%",
            " ",
            "a",
            "contoso.com",
            "@contoso.com",
            "o'neill@contoso.com",
            GUID,
            "Remove-Mailbox");

    private static final List<String> NASTY = List.of(
            "",
            " ",
            "noreply@contoso.com'; Remove-Mailbox -Identity 'ceo@contoso.com",
            "noreply@contoso.com\u2019; Remove-Mailbox -Identity \u2018ceo@contoso.com",
            "noreply@contoso.com\nRemove-Mailbox ceo@contoso.com",
            "noreply@contoso.com\u2028Remove-Mailbox ceo@contoso.com",
            "$(Remove-Mailbox ceo@contoso.com)@contoso.com",
            "`'; Remove-Mailbox ceo@contoso.com #@contoso.com",
            GUID + "\n",
            GUID + "'",
            "{" + GUID + "}",
            "contoso.com\0",
            "\u202emoc.osotnoc@ylperon",
            "smtp.office365.com:587; Remove-Mailbox x",
            "'".repeat(1999),
            "'".repeat(10_000_000),
            "a@b.com;".repeat(1_250_000));

    private static final List<BiFunction<Facts.Builder, String, Facts.Builder>> WAYS_IN = List.of(
            Facts.Builder::tenantId,
            Facts.Builder::clientId,
            Facts.Builder::registeredObjectId,
            Facts.Builder::mailbox,
            Facts.Builder::account,
            Facts.Builder::user,
            Facts.Builder::from,
            Facts.Builder::server,
            Facts.Builder::loginHost,
            (facts, value) -> facts.scopes(List.of(value)),
            Facts.Builder::redirectUri,
            (facts, value) -> facts.claims(claims("tid", value)),
            (facts, value) -> facts.claims(claims("appid", value)),
            (facts, value) -> facts.claims(claims("oid", value)),
            (facts, value) -> facts.claims(claims("upn", value)),
            (facts, value) -> facts.claims(claims("roles", value)));

    /** One line of the template as PowerShell reads it; {@code null} stands for a value. */
    private record Line(String source, List<Token> tokens, List<Fact> facts) {}

    private static final List<Line> TEMPLATE =
            AdminScript.template().stream().map(AdminScriptFuzzTest::line).toList();

    @Test
    void noNastyValueChangesWhatTheScriptDoes() {
        for (String value : NASTY) {
            for (BiFunction<Facts.Builder, String, Facts.Builder> wayIn : WAYS_IN) {
                check(wayIn.apply(known(), value).build());
                check(wayIn.apply(Facts.builder().at(Instant.EPOCH), value).build());
            }
        }
    }

    @Test
    void noRandomValueChangesWhatTheScriptDoes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < RANDOM_VALUES; i++) {
            Facts.Builder facts = random.nextBoolean() ? known() : Facts.builder();
            int values = 1 + random.nextInt(3);
            for (int each = 0; each < values; each++) {
                facts = WAYS_IN.get(random.nextInt(WAYS_IN.size())).apply(facts, value(random));
            }
            try {
                check(facts.build());
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @Test
    void seesAScriptThatDoesMore() {
        String script = AdminScript.of(known().build(), ALL).text();

        assertThat(differs(script)).isFalse();
        assertThat(differs(script.replace("'noreply@contoso.com'", "'a'; Remove-Mailbox 'b'")))
                .isTrue();
        assertThat(differs(script.replace("'noreply@contoso.com'", "'a\u2019 b'")))
                .isTrue();
        assertThat(differs(script.replace("'noreply@contoso.com'", "noreply@contoso.com")))
                .isTrue();
        assertThat(differs(script + "Remove-Mailbox\n")).isTrue();
    }

    private static boolean differs(String script) {
        try {
            check(script);
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }

    private static void check(Facts facts) {
        check(AdminScript.of(facts, ALL).text());
    }

    /** Each line of the script must be one of the template's, in their order, with nothing but values put in. */
    private static void check(String script) {
        int next = 0;
        for (String line : script.split("\n", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            int found = next;
            while (found < TEMPLATE.size() && !isFilled(TEMPLATE.get(found), line)) {
                found++;
            }
            if (found == TEMPLATE.size()) {
                throw new AssertionError("no line of the template: " + line);
            }
            next = found + 1;
        }
    }

    private static boolean isFilled(Line template, String line) {
        if (template.facts().isEmpty()) {
            return line.equals(template.source());
        }
        List<Token> actual = tokens(line);
        int at = 0;
        int fact = 0;
        for (Token expected : template.tokens()) {
            if (at == actual.size()) {
                return false;
            }
            if (!isValue(expected)) {
                if (!actual.get(at++).equals(expected)) {
                    return false;
                }
            } else {
                List<Token> unknown = tokens(template.facts().get(fact++).inCommands());
                if (actual.get(at).kind() == Kind.LITERAL) {
                    at++;
                } else if (actual.subList(at, Math.min(at + unknown.size(), actual.size()))
                        .equals(unknown)) {
                    at += unknown.size();
                } else {
                    return false;
                }
            }
        }
        return at == actual.size();
    }

    /** A command that is commented out must be as safe once the number sign is taken away. */
    private static List<Token> tokens(String line) {
        return PowerShellTokens.of(line.startsWith("#") ? line.substring(1) : line);
    }

    private static Line line(String source) {
        List<Fact> facts = NAME.matcher(source)
                .results()
                .map(found -> FACTS.get(found.group(1)))
                .toList();
        return new Line(source, tokens(NAME.matcher(source).replaceAll("'\u0001'")), facts);
    }

    private static boolean isValue(Token token) {
        return token.equals(new Token(Kind.LITERAL, "\u0001"));
    }

    private static Facts.Builder known() {
        return Facts.builder()
                .tenantId("contoso.com")
                .clientId(GUID)
                .mailbox("noreply@contoso.com")
                .from("o'neill@contoso.com")
                .registeredObjectId("9b0b2a5d-0f9c-4c1c-8f68-3c5f6f0f3f0b");
    }

    private static String value(Random random) {
        return IntStream.range(0, 1 + random.nextInt(8))
                .mapToObj(piece -> random.nextInt(10) == 0
                        ? String.valueOf((char) random.nextInt(0x10000))
                        : PIECES.get(random.nextInt(PIECES.size())))
                .collect(Collectors.joining());
    }

    private static TokenClaims claims(String name, String value) {
        List<String> members = new ArrayList<>(List.of("\"idtyp\":\"app\"", "\"oid\":\"" + GUID + "\""));
        members.removeIf(member -> member.startsWith("\"" + name + "\"") || name.equals("upn"));
        members.add("\"" + name + "\":\"" + escaped(value) + "\"");
        String payload = "{" + String.join(",", members) + "}";
        return TokenClaims.of("eyJ0eXAiOiJKV1QifQ."
                        + Base64.getUrlEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8)) + ".c2ln")
                .orElse(null);
    }

    private static String escaped(String value) {
        StringBuilder escaped = new StringBuilder();
        for (char c : value.substring(0, Math.min(value.length(), 20_000)).toCharArray()) {
            escaped.append(String.format("\\u%04x", (int) c));
        }
        return escaped.toString();
    }
}

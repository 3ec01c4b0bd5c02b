package io.github.mailbearer.testkit;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What IMAP tells of a message's header without the client reading it (RFC 3501 section 7.4.2). */
final class ImapEnvelope {

    private static final Pattern COMMA = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
    private static final Pattern ADDRESS =
            Pattern.compile("\\s*(?:\"?([^\"<]*?)\"?\\s*<([^@>]+)@([^>]+)>|([^@\\s]+)@(\\S+))\\s*");
    private static final Pattern TEXT_TYPE = Pattern.compile("(?i)text/([\\w.+-]+).*");
    private static final Pattern CHARSET = Pattern.compile("(?i).*;\\s*charset=\"?([\\w.:+-]+)\"?.*");

    private final StoredMessage message;

    ImapEnvelope(StoredMessage message) {
        this.message = message;
    }

    String envelope() {
        String from = addresses(field("From"));
        return "("
                + String.join(
                        " ",
                        ImapText.string(field("Date")),
                        ImapText.string(field("Subject")),
                        from,
                        or(addresses(field("Sender")), from),
                        or(addresses(field("Reply-To")), from),
                        addresses(field("To")),
                        addresses(field("Cc")),
                        addresses(field("Bcc")),
                        ImapText.string(field("In-Reply-To")),
                        ImapText.string(field("Message-ID")))
                + ")";
    }

    /** The message as one part of text, which it is taken for whatever it is. */
    String bodyStructure() {
        String type = or(field("Content-Type"), "text/plain");
        Matcher text = TEXT_TYPE.matcher(type);
        Matcher charset = CHARSET.matcher(type);
        return String.format(
                Locale.ROOT,
                "(\"TEXT\" %s (\"CHARSET\" %s) NIL NIL %s %d %d)",
                ImapText.quoted(text.matches() ? text.group(1).toUpperCase(Locale.ROOT) : "PLAIN"),
                ImapText.quoted(charset.matches() ? charset.group(1) : "us-ascii"),
                ImapText.quoted(or(field("Content-Transfer-Encoding"), "7BIT")),
                message.body().length(),
                message.body().lines().count());
    }

    private @Nullable String field(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return message.fields().stream()
                .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(start))
                .map(field ->
                        field.substring(start.length()).replace("\r\n", "").strip())
                .findFirst()
                .orElse(null);
    }

    private static String addresses(@Nullable String field) {
        if (field == null || field.isEmpty()) {
            return "NIL";
        }
        return COMMA.splitAsStream(field).map(ImapEnvelope::address).collect(Collectors.joining("", "(", ")"));
    }

    private static String address(String text) {
        Matcher form = ADDRESS.matcher(text);
        if (!form.matches()) {
            return "(" + ImapText.string(text.strip()) + " NIL NIL NIL)";
        }
        String name = form.group(1);
        boolean angle = form.group(2) != null;
        return "("
                + String.join(
                        " ",
                        ImapText.string(name == null || name.isEmpty() ? null : name),
                        "NIL",
                        ImapText.string(form.group(angle ? 2 : 4)),
                        ImapText.string(form.group(angle ? 3 : 5)))
                + ")";
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null || text.equals("NIL") ? otherwise : text;
    }
}

package io.github.mailbearer.testkit;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What one FETCH wants of each message (RFC 3501 section 6.4.5). */
final class ImapFetch {

    private static final Pattern ITEM =
            Pattern.compile("(BODY(?:\\.PEEK)?)\\[([^\\]]*)](?:<(\\d{1,9})\\.(\\d{1,9})>)?|[A-Z0-9.]+");
    private static final Pattern FIELDS = Pattern.compile("HEADER\\.FIELDS(\\.NOT)? \\(([^)]*)\\)");
    private static final DateTimeFormatter INTERNAL_DATE = DateTimeFormatter.ofPattern(
                    "dd-MMM-yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** One item: its name in the response, and its value. */
    private record Item(String name, Function<StoredMessage, String> value) {}

    private final List<Item> items = new ArrayList<>();
    private boolean reads;

    private ImapFetch() {}

    /**
     * Reads what is wanted.
     *
     * @throws IllegalArgumentException if that is not known here
     */
    static ImapFetch parse(String wanted, boolean uid) {
        ImapFetch fetch = new ImapFetch();
        Matcher item = ITEM.matcher(wanted.toUpperCase(Locale.ROOT));
        while (item.find()) {
            if (item.group(1) == null) {
                fetch.named(item.group());
            } else {
                fetch.section(item);
            }
        }
        if (uid && fetch.items.stream().noneMatch(known -> known.name().equals("UID"))) {
            fetch.named("UID");
        }
        return fetch;
    }

    /** Whether it marks messages as seen. */
    boolean reads() {
        return reads;
    }

    String of(StoredMessage message) {
        return items.stream()
                .map(item -> item.name() + " " + item.value().apply(message))
                .collect(Collectors.joining(" ", "(", ")"));
    }

    private void named(String name) {
        switch (name) {
            case "FLAGS" -> add(name, message -> "(" + String.join(" ", message.flags()) + ")");
            case "UID" -> add(name, message -> String.valueOf(message.uid()));
            case "RFC822.SIZE" -> add(name, message -> String.valueOf(message.size()));
            case "INTERNALDATE" -> add(name, message -> ImapText.quoted(INTERNAL_DATE.format(message.arrival())));
            case "ENVELOPE" -> add(name, message -> new ImapEnvelope(message).envelope());
            case "BODYSTRUCTURE", "BODY" -> add(name, message -> new ImapEnvelope(message).bodyStructure());
            case "RFC822.HEADER" -> add(name, message -> ImapText.literal(message.header()));
            case "RFC822", "RFC822.TEXT" -> {
                reads = true;
                add(name, message -> ImapText.literal(name.equals("RFC822") ? message.octets() : message.body()));
            }
            case "FAST" -> List.of("FLAGS", "INTERNALDATE", "RFC822.SIZE").forEach(this::named);
            case "ALL" -> List.of("FAST", "ENVELOPE").forEach(this::named);
            case "FULL" -> List.of("ALL", "BODY").forEach(this::named);
            default -> throw new IllegalArgumentException("no data item is called " + name);
        }
    }

    private void section(Matcher item) {
        reads |= item.group(1).equals("BODY");
        Function<StoredMessage, String> section = section(item.group(2));
        String name = "BODY[" + item.group(2) + "]";
        if (item.group(3) == null) {
            add(name, section.andThen(ImapText::literal));
        } else {
            int from = Integer.parseInt(item.group(3));
            int count = Integer.parseInt(item.group(4));
            add(name + "<" + from + ">", section.andThen(text -> ImapText.literal(part(text, from, count))));
        }
    }

    private static String part(String text, int from, int count) {
        int start = Math.min(from, text.length());
        return text.substring(start, Math.min(start + count, text.length()));
    }

    private static Function<StoredMessage, String> section(String name) {
        Matcher fields = FIELDS.matcher(name);
        if (fields.matches()) {
            Set<String> names = Set.copyOf(ImapText.words(fields.group(2)));
            boolean without = fields.group(1) != null;
            return message -> message.fields().stream()
                            .filter(field -> without != names.contains(nameOf(field)))
                            .collect(Collectors.joining())
                    + "\r\n";
        }
        return switch (name) {
            case "" -> StoredMessage::octets;
            case "HEADER", "1.MIME" -> StoredMessage::header;
            case "TEXT", "1" -> StoredMessage::body;
            default -> throw new IllegalArgumentException("no section is called " + name);
        };
    }

    private static String nameOf(String field) {
        return field.substring(0, Math.max(0, field.indexOf(':'))).toUpperCase(Locale.ROOT);
    }

    private void add(String name, Function<StoredMessage, String> value) {
        items.add(new Item(name, value));
    }
}

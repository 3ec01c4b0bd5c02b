package io.github.mailbearer.doctor.cli;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;

/**
 * Writes JSON (RFC 8259) of maps, collections, strings, numbers and booleans, indented, in ASCII alone: no console and no
 * pipe can spoil it.
 */
final class JsonText {

    private static final String STEP = "  ";

    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    static String of(Object value) {
        JsonText json = new JsonText();
        json.value(value, "\n");
        return json.text.toString();
    }

    private void value(Object value, String indent) {
        if (value instanceof Map<?, ?> map) {
            members(map, indent);
        } else if (value instanceof Collection<?> list) {
            elements(list, indent);
        } else if (value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            string(value.toString());
        }
    }

    private void members(Map<?, ?> map, String indent) {
        text.append('{');
        Iterator<? extends Map.Entry<?, ?>> members = map.entrySet().iterator();
        while (members.hasNext()) {
            Map.Entry<?, ?> member = members.next();
            text.append(indent).append(STEP);
            string(String.valueOf(member.getKey()));
            text.append(": ");
            value(member.getValue(), indent + STEP);
            text.append(members.hasNext() ? "," : indent);
        }
        text.append('}');
    }

    private void elements(Collection<?> list, String indent) {
        text.append('[');
        Iterator<?> elements = list.iterator();
        while (elements.hasNext()) {
            text.append(indent).append(STEP);
            value(elements.next(), indent + STEP);
            text.append(elements.hasNext() ? "," : indent);
        }
        text.append(']');
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}

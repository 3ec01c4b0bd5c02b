package io.github.mailbearer.testkit;

import java.util.Map;
import java.util.stream.Collectors;

/** A page for people: plain HTML without scripts, so that any browser and any test can drive it. */
final class HtmlPage {

    private HtmlPage() {}

    static HttpReply of(int status, String title, String content) {
        String page = """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>%1$s</title></head>
                <body>
                <h1>%1$s</h1>
                %2$s
                <p><small>The fake Entra of mailbearer-testkit. Nobody's password is asked for.</small></p>
                </body>
                </html>
                """.formatted(escape(title), content);
        return new HttpReply(status, "text/html; charset=utf-8", Map.of(), page);
    }

    static String form(String action, String content) {
        return "<form method=\"post\" action=\"" + escape(action) + "\">\n" + content + "</form>\n";
    }

    static String hidden(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> "<input type=\"hidden\" name=\"" + escape(field.getKey()) + "\" value=\""
                        + escape(field.getValue()) + "\">\n")
                .collect(Collectors.joining());
    }

    static String input(String label, String name, String value) {
        return "<label for=\"" + escape(name) + "\">" + escape(label) + "</label>\n<input id=\"" + escape(name)
                + "\" name=\"" + escape(name) + "\" value=\"" + escape(value) + "\">\n";
    }

    static String button(String text) {
        return "<button type=\"submit\">" + escape(text) + "</button>\n";
    }

    /** A button that adds a field to the form it submits; its id is the field's value, for tests to find it by. */
    static String button(String text, String name, String value) {
        return "<button type=\"submit\" id=\"" + escape(value) + "\" name=\"" + escape(name) + "\" value=\""
                + escape(value) + "\">" + escape(text) + "</button>\n";
    }

    static String paragraph(String text) {
        return "<p>" + escape(text) + "</p>\n";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

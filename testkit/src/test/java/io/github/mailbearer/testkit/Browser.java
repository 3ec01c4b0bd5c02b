package io.github.mailbearer.testkit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person with a browser that knows forms and buttons, and that stops where a page of the application would begin. */
final class Browser {

    private static final Pattern FORM =
            Pattern.compile("<form method=\"post\" action=\"([^\"]*)\">(.*?)</form>", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("<input[^>]* name=\"([^\"]*)\"[^>]* value=\"([^\"]*)\">");
    private static final Pattern BUTTON =
            Pattern.compile("<button type=\"submit\"(?: id=\"[^\"]*\" name=\"([^\"]*)\" value=\"([^\"]*)\")?>([^<]*)<");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI entra;
    private String page = "";
    private int status;
    private String location = "";

    Browser(FakeEntra entra) {
        this.entra = entra.uri();
    }

    /** Opens a URL of Microsoft's at the fake. */
    Browser open(URI url) throws Exception {
        return show(HttpRequest.newBuilder(URI.create(entra + url.getRawPath() + "?" + url.getRawQuery())));
    }

    /** Presses the button with this text, with what is in the form, and with {@code typed} in place of some of it. */
    Browser press(String text, Map<String, String> typed) throws Exception {
        Matcher form = FORM.matcher(page);
        while (form.find()) {
            Matcher button = BUTTON.matcher(form.group(2));
            while (button.find()) {
                if (button.group(3).equals(text)) {
                    Map<String, String> fields = fields(form.group(2));
                    fields.putAll(typed);
                    if (button.group(1) != null) {
                        fields.put(button.group(1), unescape(button.group(2)));
                    }
                    return submit(unescape(form.group(1)), fields);
                }
            }
        }
        throw new AssertionError("no button \"" + text + "\" on " + page);
    }

    Browser press(String text) throws Exception {
        return press(text, Map.of());
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(form);
        while (field.find()) {
            fields.put(unescape(field.group(1)), unescape(field.group(2)));
        }
        return fields;
    }

    private Browser submit(String action, Map<String, String> fields) throws Exception {
        if (!action.startsWith("/")) {
            location = action + " " + FormParameters.write(fields);
            return this;
        }
        return show(HttpRequest.newBuilder(URI.create(entra + action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(FormParameters.write(fields))));
    }

    private Browser show(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response =
                http.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
        page = response.body();
        status = response.statusCode();
        location = response.headers().firstValue("Location").orElse("");
        return this;
    }

    String page() {
        return unescape(page);
    }

    int status() {
        return status;
    }

    /** Where it was sent; a form posted elsewhere is the URL, a space and the fields. */
    String location() {
        return location;
    }

    private static String unescape(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}

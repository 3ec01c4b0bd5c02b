package io.github.mailbearer.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Secrets as this field has them, made anew for each run: none is real, and none stands in the repository. */
final class SecretSamples {

    static final String JWT = "JWT";

    private static final String WORD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final Random random = new Random(20261122);

    /** Those that show by their form. */
    Map<String, String> byForm() {
        Map<String, String> samples = new LinkedHashMap<>();
        samples.put(JWT, jwt());
        samples.put("encrypted JWT", jwt() + "." + text(WORD + "-_", 40) + "." + text(WORD + "-_", 22));
        samples.put("Outlook.com access token", "Ew" + "B" + text(WORD + "+/", 900) + "=");
        samples.put("Google access token", "ya" + "29.a0" + text(WORD + "-_", 180));
        samples.put("Google refresh token", "1/" + "/0" + text(WORD + "-_", 80));
        samples.put("Google code", "4/" + "0A" + text(WORD + "-_", 70));
        samples.put("Google client secret", "GOC" + "SPX-" + text(WORD + "-_", 28));
        samples.put("Entra refresh token", "1." + "AX" + text(WORD + "-_", 600) + "." + text(WORD + "-_", 40));
        samples.put("Outlook.com refresh token", "M." + "C5" + "48_BAY.0.U.-" + text(WORD + "*!$", 200));
        samples.put("Entra client secret", text(WORD, 3) + "8Q" + "~" + text(WORD + "_~.-", 33) + "x");
        samples.put("Entra client secret with punctuation", "~.-" + "8Q" + "~" + text(WORD + "_~.-", 33) + "x");
        return samples;
    }

    /** Those that show only by where they stand. */
    Map<String, String> byPlace() {
        Map<String, String> samples = new LinkedHashMap<>();
        samples.put("password", text(WORD, 5) + "!%#9" + text(WORD, 5));
        samples.put("opaque token", text(WORD + "-_", 64));
        samples.put("old client secret", text(WORD + "+/.-_:", 43) + "=");
        return samples;
    }

    private String jwt() {
        String header = "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"x5t\":\"" + text(WORD, 27) + "\"}";
        String payload = "{\"aud\":\"https://outlook.office365.com\",\"oid\":\"" + text(WORD, 300) + "\"}";
        return base64(header) + "." + base64(payload) + "." + text(WORD + "-_", 342);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private String text(String characters, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }
}

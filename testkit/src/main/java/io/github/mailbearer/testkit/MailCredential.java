package io.github.mailbearer.testkit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user and a token, as the response of an OAuth mechanism holds them. */
record MailCredential(String mechanism, String user, String token, Optional<String> host, OptionalInt port) {

    private static final Pattern XOAUTH2 =
            Pattern.compile("user=([^\\x01]+)\\x01auth=Bearer ([\\x21-\\x7E]+)\\x01\\x01");

    /** RFC 7628 section 3.1, the user in the form of RFC 5801 section 4. */
    private static final Pattern OAUTHBEARER = Pattern.compile(
            "n,a=((?:[^\\x00\\x01=,]|=2C|=3D)+),\\x01((?:[A-Za-z]+=[\\t\\r\\n\\x20-\\x7E]*\\x01)+)\\x01");

    private static final Pattern PAIR = Pattern.compile("([A-Za-z]+)=([^\\x01]*)\\x01");
    private static final Pattern BEARER = Pattern.compile("Bearer ([\\x21-\\x7E]+)");
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final int HIGHEST_PORT = 65_535;

    /** Reads the one form that servers take, in base64. */
    static Optional<MailCredential> parse(String mechanism, String base64) {
        try {
            byte[] octets = Base64.getDecoder().decode(base64);
            String message = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
            return mechanism.equals("XOAUTH2") ? xoauth2(message) : oauthBearer(message);
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty(); // Neither base64 nor UTF-8: as malformed as anything else.
        }
    }

    private static Optional<MailCredential> xoauth2(String message) {
        Matcher form = XOAUTH2.matcher(message);
        return form.matches()
                ? Optional.of(new MailCredential(
                        "XOAUTH2", form.group(1), form.group(2), Optional.empty(), OptionalInt.empty()))
                : Optional.empty();
    }

    private static Optional<MailCredential> oauthBearer(String message) {
        Matcher form = OAUTHBEARER.matcher(message);
        if (!form.matches()) {
            return Optional.empty();
        }
        Map<String, String> pairs = new HashMap<>();
        Matcher pair = PAIR.matcher(form.group(2));
        while (pair.find()) {
            if (pairs.put(pair.group(1), pair.group(2)) != null) {
                return Optional.empty();
            }
        }
        Matcher bearer = BEARER.matcher(pairs.getOrDefault("auth", ""));
        String port = pairs.getOrDefault("port", "1");
        if (!bearer.matches() || !PORT.matcher(port).matches() || Integer.parseInt(port) > HIGHEST_PORT) {
            return Optional.empty();
        }
        String user = form.group(1).replace("=2C", ",").replace("=3D", "=");
        return Optional.of(new MailCredential(
                "OAUTHBEARER",
                user,
                bearer.group(1),
                Optional.ofNullable(pairs.get("host")),
                pairs.containsKey("port") ? OptionalInt.of(Integer.parseInt(port)) : OptionalInt.empty()));
    }

    /** What may be told of it. */
    SignIn signIn(boolean accepted) {
        return new SignIn(mechanism, user, host, port, accepted);
    }

    @Override
    public String toString() {
        return "MailCredential[" + mechanism + " " + user + "]";
    }
}

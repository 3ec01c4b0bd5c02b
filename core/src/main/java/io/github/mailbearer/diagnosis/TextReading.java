package io.github.mailbearer.diagnosis;

import io.github.mailbearer.sasl.ServerError;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds replies, error codes, exceptions and ids in text of any origin. */
final class TextReading {

    /** Of longer text the beginning and the end are read: stack traces end with their root cause. */
    static final int LONGEST = 262_144;

    private static final Pattern AADSTS = Pattern.compile("(?i)AADSTS\\s?(\\d{4,9})|[?&]code=(\\d{5,9})\\b");
    private static final Pattern ERROR_CODES = Pattern.compile("\"?error_codes\"?\\s*[:=]\\s*\\[\\s*(\\d{4,9})");
    private static final Pattern ERROR =
            Pattern.compile("(?i)\\b(invalid_(?:request|client|grant|scope|resource|tenant|"
                    + "token|instance)|unauthorized_client|unsupported_(?:grant_type|response_type)|access_denied|"
                    + "(?:interaction|login|consent)_required|temporarily_unavailable|server_error|slow_down|"
                    + "authorization_(?:pending|declined)|expired_token|bad_verification_code|redirect_uri_mismatch|"
                    + "deleted_client|admin_policy_enforced|org_internal|insufficient_scope|rate_limit_exceeded)\\b");
    private static final Pattern SUBERROR = Pattern.compile("(?i)\"?sub_?error\"?\\s*[:=]\\s*\"?(\\w{3,64})");
    /** Codes that HTTP has: SMTP counts further. */
    private static final String STATUS = "(200|30[1-8]|4[0-3]\\d|50\\d|51[01])\\b";

    private static final Pattern HTTP_STATUS =
            Pattern.compile("(?i)\\bHTTP(?:/\\d(?:\\.\\d)?)?[\\s:]+(?:status\\s*|code\\s*|error\\s*)*[:=]?\\s*" + STATUS
                    + "|\\bstatus(?:[\\s_-]?code)?\\s*[:=]?\\s*" + STATUS + "|\\bresponse code[:\\s]+" + STATUS);
    private static final Pattern EXCEPTION = Pattern.compile("\\b([A-Z]\\w{2,80}(?:Exception|Error))\\b");

    /** With an enhanced code: Angus writes {@code 535 5.7.3}, smtplib {@code (535, b'5.7.3}, MailKit {@code 535: 5.7.3}. */
    private static final Pattern ENHANCED = Pattern.compile(
            "(?<![\\w.:-])(?:([245]\\d\\d)(?:[ -]|: |, b?['\"])\\s?)?#?([245]\\.\\d{1,3}\\.\\d{1,3})(?![\\w.])");

    /** What stands before a reply: a line's beginning, a colon, a bracket or a quotation mark. A name or version has none. */
    private static final Pattern BEGINNING = Pattern.compile("(?:^|[\\r\\n:(\\[\"'>;,|])[ \\t]{0,4}#?$");

    /** Without one: at the beginning of a line or of somebody's quotation. */
    private static final Pattern BARE = Pattern.compile(
            "(?m)(?:^|[:(\\[\"'>] ?|(?:said|response|reply|code|got|status)[ =:]{1,2})([45]\\d\\d)(?:[ -]|: |, b?['\"])(?=\\s?[A-Za-z<#])");

    private static final Pattern CHALLENGE =
            Pattern.compile("\\b(?:334|\\+) ?:? ?([A-Za-z0-9+/]{8,}={0,2})|\\b(eyJ[A-Za-z0-9+/]{16,}={0,2})(?![.\\w])");
    private static final Pattern BLOCK = Pattern.compile(
            "\\[([A-Z0-9][A-Za-z0-9.-]{5,120} \\d{4}-\\d\\d-\\d\\dT[\\d:.]{8,16}Z(?: [0-9A-F]{10,20})?)]|\\[([A-Z0-9]{8,30}(?:\\.[A-Za-z0-9-]+){2,8})]");
    private static final Pattern REPLY_LINE = Pattern.compile(
            "(?m)(?:(?<![\\w.:-])[45]\\d\\d(?:[ -]|: |, b?['\"])\\s?#?[45]\\.\\d{1,3}\\.\\d{1,3}|-ERR\\b|(?:\\b[A-Za-z]{0,4}\\d{1,6}|\\*) (?:NO|BAD|BYE)\\b)[^\\r\\n]{0,500}");

    private static final String ID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final Map<String, Pattern> IDS = Map.of(
            Evidence.CORRELATION,
            Pattern.compile("(?i)correlation[\\s_-]*id\"?\\s*[:=]?\\s*\"?(" + ID + ")"),
            Evidence.TRACE,
            Pattern.compile("(?i)trace[\\s_-]*id\"?\\s*[:=]?\\s*\"?(" + ID + ")"),
            Evidence.TIMESTAMP,
            Pattern.compile("(?i)timestamp\"?\\s*[:=]\\s*\"?(\\d{4}-\\d\\d-\\d\\d[ T][\\d:.]{5,15}Z?)"));

    private static final Map<Place, Pattern> PLACES = Map.of(
            Place.TOKEN,
            Pattern.compile(
                    "aadsts|oauth2/v2\\.0|token endpoint|login\\.microsoftonline|msal(?:4j|service|client|[_-]|\\.[a-z])|adal4j|oauth2\\.googleapis|"
                            + "grant_type|accounts\\.google|azure\\.identity|authorize\\?|token request|client_credential"),
            Place.SMTP,
            Pattern.compile("smtp|mail from|rcpt to|ehlo|nodemailer|\\bmta\\b|submission"),
            Place.IMAP,
            Pattern.compile("imap(?!\\.accessas)|\\bauthenticate xoauth2|authenticate failed|\\* bye"),
            Place.POP3,
            Pattern.compile("\\bpop3?(?:s|store)?\\b|pop3|-err\\b|poplib"));

    private TextReading() {}

    static void read(String text, Symptom symptom) {
        String redacted = Redaction.of(bounded(text));
        challenges(redacted, symptom);
        symptom.words(redacted);
        places(symptom.words(), symptom);
        Provider.in(symptom.words()).forEach(symptom::with);
        numbers(redacted, symptom);
        replies(redacted, symptom);
        ids(redacted, symptom);
    }

    /** Cut between words only: half a secret does not look like one. */
    private static String bounded(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int head = LONGEST / 2;
        while (head > 0 && !Character.isWhitespace(text.charAt(head))) {
            head--;
        }
        int tail = text.length() - LONGEST / 2;
        while (tail < text.length() && !Character.isWhitespace(text.charAt(tail - 1))) {
            tail++;
        }
        return text.substring(0, head) + "\n" + text.substring(tail);
    }

    private static void places(String folded, Symptom symptom) {
        PLACES.forEach((place, marks) -> {
            if (marks.matcher(folded).find()) {
                symptom.at(place);
            }
        });
    }

    private static void numbers(String text, Symptom symptom) {
        for (Pattern pattern : List.of(AADSTS, ERROR_CODES)) {
            for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
                symptom.number(Integer.parseInt(firstGroup(matcher)));
            }
        }
        for (Matcher matcher = ERROR.matcher(text); matcher.find(); ) {
            symptom.error(matcher.group(1));
        }
        for (Matcher matcher = SUBERROR.matcher(text); matcher.find(); ) {
            symptom.suberror(matcher.group(1));
        }
        for (Matcher matcher = HTTP_STATUS.matcher(text); matcher.find(); ) {
            symptom.status(Integer.parseInt(firstGroup(matcher)));
        }
        for (Matcher matcher = EXCEPTION.matcher(text); matcher.find(); ) {
            symptom.exception(matcher.group(1));
        }
    }

    /** A version or a number of bytes looks like an enhanced code or a reply code, but nobody says SMTP beside it. */
    private static void replies(String text, Symptom symptom) {
        boolean smtp = symptom.places().contains(Place.SMTP);
        for (Matcher matcher = ENHANCED.matcher(text); matcher.find(); ) {
            int code = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
            if (code >= 400 || (code == 0 && smtp && beginsReply(text, matcher))) {
                symptom.reply(new Reply(code, matcher.group(2)));
            }
        }
        for (Matcher matcher = BARE.matcher(text); smtp && matcher.find(); ) {
            symptom.reply(new Reply(Integer.parseInt(matcher.group(1)), ""));
        }
        for (Matcher matcher = REPLY_LINE.matcher(text); matcher.find(); ) {
            symptom.evidence().put(Evidence.REPLY, matcher.group());
        }
        for (Matcher matcher = BLOCK.matcher(text); matcher.find(); ) {
            symptom.evidence().put(Evidence.BLOCK, firstGroup(matcher));
        }
    }

    private static boolean beginsReply(String text, Matcher enhanced) {
        int start = enhanced.start();
        return text.charAt(start) == '#'
                || BEGINNING
                        .matcher(text.substring(Math.max(0, start - 6), start))
                        .find()
                || start == 0;
    }

    private static void challenges(String text, Symptom symptom) {
        for (Matcher matcher = CHALLENGE.matcher(text); matcher.find(); ) {
            ServerError.decode(firstGroup(matcher))
                    .filter(TextReading::explains)
                    .ifPresent(symptom::challenge);
        }
        ServerError plain = new ServerError(text.substring(0, Math.min(text.length(), 4096)));
        if (text.contains("\"schemes\"") || text.contains("openid-configuration\"")) {
            plain.status().ifPresent(status -> symptom.challenge(new ServerError("{\"status\":\"" + status + "\"}")));
        }
    }

    /** The payload of a token in base64 begins like an explanation, too, and is nobody's business. */
    private static boolean explains(ServerError error) {
        return error.text().startsWith("{")
                && (error.status().isPresent() || error.text().contains("\"schemes\""));
    }

    private static void ids(String text, Symptom symptom) {
        IDS.forEach((name, pattern) -> {
            Matcher matcher = pattern.matcher(text);
            if (matcher.find()) {
                symptom.evidence().put(name, matcher.group(1));
            }
        });
    }

    private static String firstGroup(Matcher matcher) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
                return matcher.group(group);
            }
        }
        return "";
    }
}

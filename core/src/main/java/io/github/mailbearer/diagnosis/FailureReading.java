package io.github.mailbearer.diagnosis;

import io.github.mailbearer.TokenException;
import io.github.mailbearer.sasl.ServerRefusal;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** Finds in an exception and its causes what {@link TextReading} finds in text, and what only objects tell. */
final class FailureReading {

    private static final int MOST = 50;
    private static final int FRAMES = 40;

    private FailureReading() {}

    static void read(Throwable failure, Symptom symptom) {
        StringBuilder text = new StringBuilder();
        for (Throwable each : all(failure)) {
            symptom.exception(each.getClass().getSimpleName());
            text.append(each.getClass().getName())
                    .append(": ")
                    .append(each.getMessage())
                    .append('\n');
            places(each, symptom);
            if (each instanceof TokenException token) {
                symptom.at(Place.TOKEN);
                token.error().ifPresent(symptom::error);
                readDetails(token.details(), symptom);
            }
            if (each instanceof ServerRefusal refusal) {
                text.append(refusal.reply()).append('\n');
                refusal.error().ifPresent(symptom::challenge);
            }
            MsalFailure.read(each, symptom);
        }
        TextReading.read(text.toString(), symptom);
    }

    /** The failure, its causes and what was suppressed, each once. */
    static Iterable<Throwable> all(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> found = new ArrayDeque<>();
        Deque<Throwable> next = new ArrayDeque<>();
        next.add(failure);
        while (!next.isEmpty() && found.size() < MOST) {
            Throwable each = next.remove();
            if (seen.add(each)) {
                found.add(each);
                if (each.getCause() != null) {
                    next.add(each.getCause());
                }
                next.addAll(Arrays.asList(each.getSuppressed()));
            }
        }
        return found;
    }

    private static void places(Throwable failure, Symptom symptom) {
        StackTraceElement[] frames = failure.getStackTrace();
        for (int i = 0; i < Math.min(frames.length, FRAMES); i++) {
            String frame = frames[i].getClassName();
            if (frame.contains(".mail.smtp.") || frame.endsWith("SmtpTransport")) {
                symptom.at(Place.SMTP);
            } else if (frame.contains(".mail.imap.") || frame.endsWith("ImapStore")) {
                symptom.at(Place.IMAP);
            } else if (frame.contains(".mail.pop3.") || frame.endsWith("Pop3Store")) {
                symptom.at(Place.POP3);
            } else if (frame.startsWith("com.microsoft.aad.msal4j.")) {
                symptom.at(Place.TOKEN);
            }
        }
    }

    /** What an identity provider says beside the error, by its own names. */
    static void readDetails(Map<String, String> details, Symptom symptom) {
        details.forEach((name, value) -> {
            switch (name) {
                case "error_codes" -> numbers(value, symptom);
                case "suberror" -> symptom.suberror(value);
                case "correlation_id" -> symptom.evidence().put(Evidence.CORRELATION, value);
                case "trace_id" -> symptom.evidence().put(Evidence.TRACE, value);
                case "timestamp" -> symptom.evidence().put(Evidence.TIMESTAMP, value);
                case "status" -> {
                    if (value.matches("[1-5]\\d\\d")) {
                        symptom.status(Integer.parseInt(value));
                    }
                }
                default -> {}
            }
        });
    }

    private static void numbers(String value, Symptom symptom) {
        for (String number : value.split("\\D+", -1)) {
            if (number.length() >= 4 && number.length() <= 9) {
                symptom.number(Integer.parseInt(number));
            }
        }
    }

    /** What exceptions of ours know about the set-up. */
    static Facts facts(Throwable failure) {
        Facts.Builder facts = Facts.builder();
        for (Throwable each : all(failure)) {
            if (each instanceof ServerRefusal refusal) {
                facts.server(refusal.server()).mailbox(refusal.mailbox());
            }
            if (each instanceof TokenException token) {
                Map<String, String> details = token.details();
                if (details.containsKey("tenant")) {
                    facts.tenantId(details.get("tenant"));
                }
                if (details.containsKey("client_id")) {
                    facts.clientId(details.get("client_id"));
                }
                if (details.containsKey("account")) {
                    facts.account(details.get("account"));
                }
                if (details.containsKey("scope")) {
                    facts.scopes(Set.of(details.get("scope")));
                }
            }
        }
        return facts.build();
    }
}

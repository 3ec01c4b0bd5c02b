package io.github.mailbearer.diagnosis;

import io.github.mailbearer.TokenException;
import io.github.mailbearer.sasl.ServerError;
import io.github.mailbearer.sasl.ServerRefusal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds in an exception and its causes what {@link TextReading} finds in text, and what only objects tell. */
final class FailureReading {

    private static final int FRAMES = 40;

    private FailureReading() {}

    static void read(Throwable failure, Symptom symptom) {
        StringBuilder text = new StringBuilder();
        for (Throwable each : Chain.telling(failure)) {
            symptom.exception(each.getClass().getSimpleName());
            text.append(each.getClass().getName())
                    .append(": ")
                    .append(Chain.<String>ask(each::getMessage).orElse(""))
                    .append('\n');
            places(each, symptom);
            if (each instanceof TokenException token) {
                symptom.at(Place.TOKEN);
                token.error().ifPresent(symptom::error);
                readDetails(token.details(), symptom);
            }
            if (each instanceof ServerRefusal refusal) {
                text.append(Chain.<String>ask(refusal::reply).orElse("")).append('\n');
                Chain.<Optional<ServerError>>ask(refusal::error)
                        .flatMap(error -> error)
                        .ifPresent(symptom::challenge);
            }
            MsalFailure.read(each, symptom);
        }
        TextReading.read(text.toString(), symptom);
    }

    private static void places(Throwable failure, Symptom symptom) {
        StackTraceElement[] frames =
                Chain.<StackTraceElement[]>ask(failure::getStackTrace).orElseGet(() -> new StackTraceElement[0]);
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
        for (Throwable each : Chain.all(failure)) {
            if (each instanceof ServerRefusal refusal) {
                Chain.<String>ask(refusal::server).ifPresent(facts::server);
                Chain.<String>ask(refusal::mailbox).ifPresent(facts::mailbox);
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

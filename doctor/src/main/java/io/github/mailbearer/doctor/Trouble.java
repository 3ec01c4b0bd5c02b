package io.github.mailbearer.doctor;

import io.github.mailbearer.TokenException;
import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.diagnosis.Place;
import io.github.mailbearer.diagnosis.Symptom;
import io.github.mailbearer.doctor.text.Printable;
import io.github.mailbearer.sasl.ServerRefusal;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Turns what went wrong in an examination into what was found. */
final class Trouble {

    private static final String COLLECT =
            "Run the doctor again in a minute. Should it go on, give this report, with the"
                    + " times and the server's replies in it, to whoever runs the server or the network.";

    private final SetUp setUp;

    Trouble(SetUp setUp) {
        this.setUp = setUp;
    }

    /** What an exception tells. One that cannot be explained, because its own methods fail, is named by its class. */
    Finding of(Throwable failure, Findings known) {
        try {
            return explained(failure, known);
        } catch (RuntimeException | LinkageError | StackOverflowError unexpected) {
            return Finding.fail(failure.getClass().getName() + " was thrown, and does not say why.", COLLECT)
                    .with("while it was explained", unexpected.getClass().getName());
        }
    }

    private Finding explained(Throwable failure, Findings known) {
        if (failure instanceof UnwelcomeException unwelcome) {
            return ofReply(unwelcome.reply(), known);
        }
        Diagnosis diagnosis = Diagnosis.of(failure, setUp.facts(known), setUp.settings().catalogue);
        String happened = happened(failure);
        Finding finding = diagnosis.isRecognised()
                ? Finding.diagnosed(diagnosis)
                : Finding.fail(happened, advice(failure, happened));
        return withEvidence(finding, failure, diagnosis).with("exception", happened);
    }

    /** What the mail server said, in the words of the catalogue. */
    Finding ofReply(String reply, Findings known) {
        Place place = switch (setUp.protocol()) {
            case SMTP -> Place.SMTP;
            case IMAP -> Place.IMAP;
            case POP3 -> Place.POP3;
        };
        return of(Symptom.ofReply(place, reply, null), known).with("server reply", reply);
    }

    /** What a server said, in the words of the catalogue. */
    Finding of(Symptom symptom, Findings known) {
        Diagnosis diagnosis = Diagnosis.of(symptom, setUp.facts(known), setUp.settings().catalogue);
        return Finding.diagnosed(diagnosis).with(diagnosis.evidence().entries());
    }

    /** What the catalogue does not know, the library's own exceptions explain themselves. */
    private static String advice(Throwable failure, String happened) {
        return failure instanceof TokenException ? happened : isTimeout(failure) ? silence() : COLLECT;
    }

    /** What to do about silence. */
    static String silence() {
        return "Something is listening and does not answer: look for a firewall or proxy in between that takes"
                + " connections and passes nothing on, and try from another machine; else wait and run the doctor again.";
    }

    private static Finding withEvidence(Finding finding, Throwable failure, Diagnosis diagnosis) {
        Finding complete = finding.with(diagnosis.evidence().entries());
        for (Throwable each : chain(failure, 20)) {
            if (each instanceof ServerRefusal refusal) {
                complete = complete.with("server reply", refusal.reply())
                        .with(
                                "server explanation",
                                refusal.error().map(Object::toString).orElse(null));
            }
        }
        return complete;
    }

    static boolean isTimeout(Throwable failure) {
        return chain(failure, 20).stream()
                .anyMatch(each -> each instanceof SocketTimeoutException
                        || each instanceof HttpTimeoutException
                        || each instanceof TimeoutException);
    }

    /** A failure and what it follows from. A chain of causes may bite its own tail. */
    private static List<Throwable> chain(Throwable failure, int deepest) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable each = failure; each != null && chain.size() < deepest; each = each.getCause()) {
            chain.add(each);
        }
        return chain;
    }

    /** The message of a failure and of what it follows from: that of a failed handshake is in its cause. */
    static String happened(Throwable failure) {
        StringBuilder words = new StringBuilder();
        for (Throwable each : chain(failure, 5)) {
            String message = each.getMessage() == null ? each.getClass().getSimpleName() : each.getMessage();
            if (words.indexOf(message) < 0) {
                words.append(words.isEmpty() ? "" : ": ").append(message);
            }
        }
        return Printable.excerpt(words.toString());
    }
}

package io.github.mailbearer.testkit;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a mail server remembers of its clients. */
final class MailRecord {

    private static final Counts NONE = new Counts(0, 0, 0);

    private Counts counts = NONE;
    private final Queue<ReceivedMessage> messages = new ConcurrentLinkedQueue<>();
    private final Queue<String> transcript = new ConcurrentLinkedQueue<>();
    private final Queue<String> challengeAnswers = new ConcurrentLinkedQueue<>();
    private final Queue<SignIn> signIns = new ConcurrentLinkedQueue<>();

    void connection() {
        count(1, 0, 0);
    }

    void credential(boolean accepted) {
        count(0, 1, accepted ? 0 : 1);
    }

    void signIn(SignIn signIn) {
        credential(signIn.accepted());
        signIns.add(signIn);
    }

    List<SignIn> signIns() {
        return List.copyOf(signIns);
    }

    private synchronized void count(int connections, int auths, int failures) {
        counts = new Counts(counts.connections() + connections, counts.auths() + auths, counts.failures() + failures);
    }

    synchronized Counts counts() {
        return counts;
    }

    synchronized void resetCounts() {
        counts = NONE;
    }

    void message(ReceivedMessage message) {
        messages.add(message);
    }

    List<ReceivedMessage> messages() {
        return List.copyOf(messages);
    }

    void line(String line) {
        transcript.add(line);
    }

    List<String> transcript() {
        return List.copyOf(transcript);
    }

    void challengeAnswer(String line) {
        challengeAnswers.add(line);
    }

    List<String> challengeAnswers() {
        return List.copyOf(challengeAnswers);
    }

    void reset() {
        resetCounts();
        messages.clear();
        transcript.clear();
        challengeAnswers.clear();
        signIns.clear();
    }
}

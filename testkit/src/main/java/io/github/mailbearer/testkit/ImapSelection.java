package io.github.mailbearer.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** A folder as one connection knows it: its messages are numbered, and keep their numbers until the client is told. */
final class ImapSelection {

    private final MailFolder folder;
    private final boolean readOnly;
    private final MailConnection connection;
    private final List<StoredMessage> known;
    private final Lock lock = new ReentrantLock();
    private boolean idle;

    ImapSelection(MailFolder folder, boolean readOnly, MailConnection connection) {
        this.folder = folder;
        this.readOnly = readOnly;
        this.connection = connection;
        this.known = new ArrayList<>(folder.messages());
    }

    int size() {
        return known.size();
    }

    /** Begins or ends IDLE, during which the client is told of changes as they happen. */
    void idle(boolean begins) throws IOException {
        locked(() -> {
            idle = begins;
            announce();
        });
    }

    /** A message came, into this folder or another. */
    void arrived() throws IOException {
        locked(() -> {
            if (idle) {
                announce();
            }
        });
    }

    /** Tells the client what has changed since it was told last. */
    void update() throws IOException {
        locked(this::announce);
    }

    private void announce() throws IOException {
        List<StoredMessage> now = folder.messages();
        for (int i = known.size(); i > 0; i--) {
            if (!now.contains(known.get(i - 1))) {
                known.remove(i - 1);
                connection.send("* " + i + " EXPUNGE");
            }
        }
        if (now.size() > known.size()) {
            known.addAll(now.subList(known.size(), now.size()));
            connection.send("* " + known.size() + " EXISTS");
        }
    }

    String fetch(ImapCommand command) throws IOException {
        String[] parts = command.argument().split(" ", 2);
        ImapFetch fetch = ImapFetch.parse(parts.length < 2 ? "" : parts[1], command.uid());
        for (int number : numbers(parts[0], command.uid())) {
            StoredMessage message = known.get(number - 1);
            if (fetch.reads() && !readOnly) {
                message.flags().add("\\Seen");
            }
            connection.sendOctets("* " + number + " FETCH " + fetch.of(message) + "\r\n");
        }
        return "OK FETCH completed.";
    }

    String store(ImapCommand command) throws IOException {
        if (readOnly) {
            return "NO [READ-ONLY] The folder was opened with EXAMINE.";
        }
        List<String> words = command.words();
        String how = command.word(1).toUpperCase(Locale.ROOT);
        List<String> flags =
                words.stream().filter(word -> word.startsWith("\\")).toList();
        for (int number : numbers(words.get(0), command.uid())) {
            StoredMessage message = known.get(number - 1);
            if (!how.startsWith("+") && !how.startsWith("-")) {
                message.flags().clear();
            }
            if (how.startsWith("-")) {
                message.flags().removeAll(flags);
            } else {
                message.flags().addAll(flags);
            }
            if (!how.endsWith(".SILENT")) {
                String told = ImapFetch.parse("FLAGS", command.uid()).of(message);
                connection.send("* " + number + " FETCH " + told);
            }
        }
        return "OK STORE completed.";
    }

    String search(ImapCommand command) throws IOException {
        Predicate<StoredMessage> wanted = message -> true;
        for (String key : command.words()) {
            switch (key.toUpperCase(Locale.ROOT)) {
                case "ALL" -> {}
                case "SEEN" -> wanted = wanted.and(has("\\Seen"));
                case "UNSEEN" -> wanted = wanted.and(has("\\Seen").negate());
                case "DELETED" -> wanted = wanted.and(has("\\Deleted"));
                case "UNDELETED" -> wanted = wanted.and(has("\\Deleted").negate());
                default -> {
                    return "NO The specified search is not supported.";
                }
            }
        }
        StringBuilder found = new StringBuilder("* SEARCH");
        for (int number = 1; number <= known.size(); number++) {
            StoredMessage message = known.get(number - 1);
            if (wanted.test(message)) {
                found.append(' ').append(command.uid() ? message.uid() : number);
            }
        }
        connection.send(found.toString());
        return "OK SEARCH completed.";
    }

    /** Removes what is marked as deleted. */
    void expunge() {
        if (!readOnly) {
            folder.remove(known.stream().filter(has("\\Deleted")).toList());
        }
    }

    private static Predicate<StoredMessage> has(String flag) {
        return message -> message.has(flag);
    }

    private List<Integer> numbers(String set, boolean uid) {
        if (known.isEmpty()) {
            return List.of();
        }
        long highest = uid ? known.get(known.size() - 1).uid() : known.size();
        SequenceSet wanted = SequenceSet.parse(set, highest);
        List<Integer> numbers = new ArrayList<>();
        for (int number = 1; number <= known.size(); number++) {
            if (wanted.contains(uid ? known.get(number - 1).uid() : number)) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private interface Telling {
        void tell() throws IOException;
    }

    private void locked(Telling telling) throws IOException {
        lock.lock();
        try {
            telling.tell();
        } finally {
            lock.unlock();
        }
    }
}

package io.github.mailbearer.diagnosis;

import io.github.mailbearer.TokenException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A failure, its causes and what was suppressed: each once, in the order in which they are to be believed, and not for ever. */
final class Chain {

    private static final int MOST = 50;

    private Chain() {}

    /** The failure and its causes. */
    static List<Throwable> causes(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> causes = new ArrayList<>();
        Optional<Throwable> next = Optional.of(failure);
        while (next.isPresent() && causes.size() < MOST && seen.add(next.get())) {
            causes.add(next.get());
            next = ask(next.get()::getCause);
        }
        return causes;
    }

    /** The failure and its causes, then what was suppressed. */
    static List<Throwable> all(Throwable failure) {
        List<Throwable> all = causes(failure);
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.addAll(all);
        Deque<Throwable> next = new ArrayDeque<>();
        all.forEach(each -> next.addAll(Arrays.asList(each.getSuppressed())));
        while (!next.isEmpty() && all.size() < MOST) {
            Throwable each = next.remove();
            if (seen.add(each)) {
                all.add(each);
                ask(each::getCause).ifPresent(next::add);
                next.addAll(Arrays.asList(each.getSuppressed()));
            }
        }
        return all;
    }

    /**
     * Those that say what is wrong: all, unless a token could not be had. What a server said to the token before is then
     * what led here, and no longer what is wrong.
     */
    static List<Throwable> telling(Throwable failure) {
        List<Throwable> causes = causes(failure);
        for (int i = 0; i < causes.size(); i++) {
            if (causes.get(i) instanceof TokenException) {
                return causes.subList(i, causes.size());
            }
        }
        return all(failure);
    }

    /** Asks an exception of a stranger, which may fail to tell of itself: what it does not tell is not known. */
    static <T> Optional<T> ask(Supplier<? extends @Nullable T> question) {
        try {
            return Optional.ofNullable(question.get());
        } catch (RuntimeException | LinkageError | StackOverflowError untold) {
            return Optional.empty();
        }
    }
}

package io.github.mailbearer;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Executes at once, on the thread that asks for it, or once told to hold the work, when {@link #runAll} is called. */
final class ManualExecutor implements Executor {

    private final Queue<Runnable> held = new ArrayDeque<>();
    private boolean holding;

    @Override
    public void execute(Runnable task) {
        if (holding) {
            held.add(task);
        } else {
            task.run();
        }
    }

    void hold() {
        holding = true;
    }

    int held() {
        return held.size();
    }

    void runAll() {
        while (!held.isEmpty()) {
            held.remove().run();
        }
        holding = false;
    }
}

package io.github.mailbearer.mail;

import java.time.Instant;

/**
 * Hears what a {@link ConnectGuard} does: for metrics and alarms.
 *
 * <p>Methods are called by the thread that connects or resets, never under a lock. What they throw is logged and changes
 * nothing.
 *
 * <pre>{@code
 * ConnectGuardListener alarm = new ConnectGuardListener() {
 *     @Override
 *     public void paused(String mailbox, String server, Instant nextTry, TokenRejectedException refusal) {
 *         alarms.add(refusal.getMessage());
 *     }
 * };
 * }</pre>
 */
public interface ConnectGuardListener {

    /**
     * A mailbox was refused so often that connects fail locally for a while.
     *
     * @param mailbox the address of the mailbox
     * @param server the server, as {@code host:port}
     * @param nextTry when a connect will go through again
     * @param refusal the last refusal
     */
    default void paused(String mailbox, String server, Instant nextTry, TokenRejectedException refusal) {}

    /**
     * The pause is over and a connect goes through on trial, while others still fail.
     *
     * @param mailbox the address of the mailbox
     * @param server the server, as {@code host:port}
     */
    default void trying(String mailbox, String server) {}

    /**
     * The mailbox was let in, or the guard was reset: connects go through as usual.
     *
     * @param mailbox the address of the mailbox
     * @param server the server, as {@code host:port}
     */
    default void resumed(String mailbox, String server) {}
}

package io.github.mailbearer.mail;

/** The right to have a connection open, given back when it is closed; closing again does nothing. */
@FunctionalInterface
interface Permit extends AutoCloseable {

    /** The permit where nothing is limited. */
    Permit UNLIMITED = () -> {};

    @Override
    void close();
}

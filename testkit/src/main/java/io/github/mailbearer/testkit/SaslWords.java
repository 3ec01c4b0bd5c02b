package io.github.mailbearer.testkit;

import java.util.function.Supplier;

/**
 * What a protocol says in an authentication exchange.
 *
 * @param verb the command
 * @param continuation what comes before a challenge
 * @param accepted the client is in
 * @param refused the token is not good
 * @param passwordRefused nor is any password
 * @param malformed the response does not have the form of its mechanism
 * @param tooLong the response is too long
 * @param cancelled the client gave up with {@code *}
 * @param unknownMechanism the mechanism is not on offer
 * @param responseMissing the response should have been on the line of the command
 * @param responseUnwanted the response should not have been there
 */
record SaslWords(
        String verb,
        String continuation,
        Supplier<String> accepted,
        Supplier<String> refused,
        String passwordRefused,
        String malformed,
        String tooLong,
        String cancelled,
        String unknownMechanism,
        String responseMissing,
        String responseUnwanted) {}

package io.github.mailbearer.diagnosis;

/**
 * One failing reply of a submission server.
 *
 * @param code the reply code, or 0 if only the enhanced code was found
 * @param enhanced the enhanced status code (RFC 3463), or an empty string
 */
record Reply(int code, String enhanced) {}

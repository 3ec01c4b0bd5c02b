package io.github.mailbearer.testkit;

import java.util.Map;

/** How the token endpoint answers one grant type (RFC 6749 section 1.3). */
interface Grant {

    /** Answers a request whose tenant and {@code grant_type} are right. */
    EntraReply answer(Map<String, String> form);
}

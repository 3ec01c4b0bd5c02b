package io.github.mailbearer.testkit;

import java.util.Optional;

/** A part of the fake Entra with paths of its own. */
interface Site {

    /** What it answers, or nothing if the path is not one of its own. */
    Optional<HttpReply> answer(HttpRequest request);
}

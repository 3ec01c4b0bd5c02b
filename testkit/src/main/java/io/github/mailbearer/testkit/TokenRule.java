package io.github.mailbearer.testkit;

/** What a scenario makes of a token before the server's {@link TokenCheck} is asked. */
@FunctionalInterface
interface TokenRule {

    /** Leaves it to the check. */
    TokenRule NONE = token -> Verdict.AS_USUAL;

    Verdict judge(PresentedToken token);

    /** How the rule decides. */
    enum Verdict {
        ADMIT,
        REFUSE,
        AS_USUAL
    }
}

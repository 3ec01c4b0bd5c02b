package io.github.mailbearer;

/** Placeholder, replaced in the next commit. */
public final class CachingTokenProvider {
    private CachingTokenProvider() {}
}

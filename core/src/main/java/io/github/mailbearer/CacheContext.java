package io.github.mailbearer;

import java.time.Duration;

/**
 * What the parts of one cache share.
 *
 * @param source where tokens come from
 * @param slots what is held
 * @param policy when to ask again
 * @param events who hears of it
 * @param acquireTimeout how long a caller waits, and a request may take
 */
record CacheContext(Source source, Slots slots, RefreshPolicy policy, CacheEvents events, Duration acquireTimeout) {}

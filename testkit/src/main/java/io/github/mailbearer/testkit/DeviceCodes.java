package io.github.mailbearer.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The device codes that are out (RFC 8628), each good for fifteen minutes. */
final class DeviceCodes {

    static final Duration LIFETIME = Duration.ofMinutes(15);

    /** What has become of a device code. */
    enum State {
        PENDING,
        APPROVED,
        DECLINED,
        USED
    }

    /** A device that waits for its person. */
    static final class Device {

        private final String userCode;
        private final String deviceCode;
        private final RequestedScopes scopes;
        private final Instant issued;
        private State state = State.PENDING;
        private @Nullable Person person;
        private Instant lastPoll = Instant.MIN;

        private Device(String userCode, String deviceCode, RequestedScopes scopes, Instant issued) {
            this.userCode = userCode;
            this.deviceCode = deviceCode;
            this.scopes = scopes;
            this.issued = issued;
        }

        String userCode() {
            return userCode;
        }

        String deviceCode() {
            return deviceCode;
        }

        RequestedScopes scopes() {
            return scopes;
        }

        boolean isExpired(Instant now) {
            return !now.isBefore(issued.plus(LIFETIME));
        }

        synchronized void approve(Person by) {
            person = by;
            state = State.APPROVED;
        }

        synchronized void decline() {
            state = State.DECLINED;
        }

        synchronized State state() {
            return state;
        }

        synchronized Optional<Person> person() {
            return Optional.ofNullable(person);
        }

        /** Whether the device asks again before the interval has passed. */
        synchronized boolean pollsTooSoon(Instant now, Duration interval) {
            boolean tooSoon = lastPoll.isAfter(Instant.MIN) && now.isBefore(lastPoll.plus(interval));
            lastPoll = now;
            return tooSoon;
        }

        /** Gives the approval to one request; {@code false} if it is not there, or another request had it. */
        synchronized boolean use() {
            boolean mine = state == State.APPROVED;
            if (mine) {
                state = State.USED;
            }
            return mine;
        }
    }

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final Map<String, Device> byDeviceCode = new ConcurrentHashMap<>();
    private final Map<String, Device> byUserCode = new ConcurrentHashMap<>();
    private volatile Duration interval = INTERVAL;

    DeviceCodes(InstantSource clock) {
        this.clock = clock;
    }

    void interval(Duration time) {
        if (time.isNegative() || !time.equals(Duration.ofSeconds(time.toSeconds()))) {
            throw new IllegalArgumentException("deviceCodeInterval is " + time + ": give whole seconds, or zero");
        }
        interval = time;
    }

    Duration interval() {
        return interval;
    }

    Device issue(RequestedScopes scopes) {
        Device device = new Device(
                RandomText.of(9).toUpperCase(Locale.ROOT),
                "testkit-device." + RandomText.of(64),
                scopes,
                clock.instant());
        byUserCode.put(device.userCode(), device);
        byDeviceCode.put(device.deviceCode(), device);
        return device;
    }

    Optional<Device> ofDevice(String deviceCode) {
        return Optional.ofNullable(byDeviceCode.get(deviceCode));
    }

    /** The device whose code a person types, as long as it waits. */
    Optional<Device> ofUser(String userCode) {
        return Optional.ofNullable(byUserCode.get(userCode.strip().toUpperCase(Locale.ROOT)))
                .filter(device -> device.state() == State.PENDING && !device.isExpired(clock.instant()));
    }

    void reset() {
        interval = INTERVAL;
        byDeviceCode.clear();
        byUserCode.clear();
    }
}

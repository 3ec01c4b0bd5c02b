package io.github.mailbearer.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Limits and dates of providers, which change, and the day on which they were looked up. */
final class Calendar {

    private static final String FILE = "calendar.properties";

    private Calendar() {}

    static String value(String name) {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(Calendar.class.getResourceAsStream(FILE), FILE)) {
            properties.load(new InputStreamReader(in, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Objects.requireNonNull(properties.getProperty(name), name);
    }
}

package io.github.mailbearer.doctor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.Set;

/** Reads an application's properties. */
final class PropertiesFile {

    /** Those that choose a provider of tokens, which a Session of the doctor's own does not take. */
    private static final Set<String> PROVIDERS =
            Set.of("mailbearer.provider", "mailbearer.allow-cleartext-to-loopback");

    private PropertiesFile() {}

    static Properties read(Option option, String file) {
        Properties properties = new Properties();
        try (Reader reader = new StringReader(new String(SmallFile.read(option.words(), file), UTF_8))) {
            properties.load(reader);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    option.words() + " " + file + " is no properties file (" + e.getMessage() + "): give one in UTF-8",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /** What of them the application's Session is made of. */
    static Properties ofSession(Properties all) {
        Properties some = new Properties();
        for (String name : all.stringPropertyNames()) {
            if (isOfSession(name, all.getProperty(name))) {
                some.setProperty(name, all.getProperty(name));
            }
        }
        return some;
    }

    private static boolean isOfSession(String name, String value) {
        if (name.startsWith("mail.")) {
            return !(name.endsWith(".class") && value.startsWith("io.github.mailbearer."));
        }
        return name.startsWith("mailbearer.") && !name.startsWith("mailbearer.entra.") && !PROVIDERS.contains(name);
    }
}

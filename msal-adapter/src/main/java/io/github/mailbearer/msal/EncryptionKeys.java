package io.github.mailbearer.msal;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The AES-256 keys that a {@link TokenCacheStore} is encrypted with: one that encrypts, and those before it, which still
 * decrypt.
 *
 * <p>Keys rotate in two steps, since processes that do not have a key yet cannot read what others write with it, and answer
 * that no token is available until they have it. First add the new key for reading, as the second line, to every process
 * that shares the store; then, when all of them were restarted, put it in front. Keep the old one until every row has been
 * written again, which happens at the latest when each mailbox was refreshed once; {@link MailboxConnector#keepAlive} does
 * so for those that rest.
 *
 * <pre>{@code
 * EncryptionKeys first = EncryptionKeys.of("2025-11", oldKey).andForReading("2026-11", newKey);
 * EncryptionKeys then = EncryptionKeys.of("2026-11", newKey).andForReading("2025-11", oldKey);
 * }</pre>
 *
 * <p>As text, which {@link #parse} and {@link #fromFile} read, it is a line for each key: its id, a colon, and 32 random
 * octets in Base64; the first line encrypts. {@link #generate} makes such a line.
 *
 * <p>Immutable and safe for use by several threads. {@link #toString} shows the ids only.
 */
public final class EncryptionKeys {

    private static final int OCTETS = 32;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String FORM =
            "a line for each key, such as 2026-11:<32 octets in Base64>, as EncryptionKeys.generate(\"2026-11\") makes it";

    private static final String FILE = "the file with the keys, such as Path.of(\"/etc/myapp/mailboxes.key\")";

    private final List<Named> keys;

    private EncryptionKeys(List<Named> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * A single key.
     *
     * @param id what tells it from others, kept beside each row: 1 to 64 letters, digits, dots, hyphens and underscores
     * @param key 32 random octets
     * @return the keys
     * @throws IllegalArgumentException if the id or the key has another form
     */
    public static EncryptionKeys of(String id, byte[] key) {
        return new EncryptionKeys(List.of(Named.of(id, key)));
    }

    /**
     * Adds a key that decrypts what was encrypted with it before.
     *
     * @param id its id
     * @param key its 32 octets
     * @return these keys and this one
     * @throws IllegalArgumentException if the id or the key has another form, or the id is taken
     */
    public EncryptionKeys andForReading(String id, byte[] key) {
        if (find(id).isPresent()) {
            throw new IllegalArgumentException("id \"" + id + "\" names two keys: give each key an id of its own");
        }
        List<Named> all = new ArrayList<>(keys);
        all.add(Named.of(id, key));
        return new EncryptionKeys(all);
    }

    /**
     * Makes a line with a new key, for a file or a vault.
     *
     * @param id the id of the key
     * @return the line, a secret
     * @throws IllegalArgumentException if the id has another form
     */
    public static String generate(String id) {
        byte[] key = new byte[OCTETS];
        new SecureRandom().nextBytes(key);
        return Named.of(id, key).id() + ":" + Base64.getEncoder().encodeToString(key);
    }

    /**
     * Reads keys from text, as it comes from a vault or an environment variable.
     *
     * @param text a line for each key, the one that encrypts first; empty lines and those that begin with # are passed over
     * @return the keys
     * @throws IllegalArgumentException if the text has another form; the message shows nothing of it but the line's number
     */
    public static EncryptionKeys parse(String text) {
        List<String> lines = Arguments.required("text", text, FORM).lines().toList();
        Optional<EncryptionKeys> keys = Optional.empty();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                String id = id(line, number);
                byte[] key = key(line, number);
                keys = Optional.of(keys.map(so -> so.andForReading(id, key)).orElseGet(() -> of(id, key)));
            }
        }
        return keys.orElseThrow(() -> new IllegalArgumentException("there is no key: give " + FORM));
    }

    /**
     * Reads keys from a file that only its owner should be able to read; the log warns if others can.
     *
     * @param file the file, in the form of {@link #parse}
     * @return the keys
     * @throws IllegalArgumentException if the file cannot be read or has another form
     */
    public static EncryptionKeys fromFile(Path file) {
        return from(new KeyFile(Arguments.required("file", file, FILE)), file);
    }

    /**
     * Reads keys from a file, which it makes with a new key if it is not there, for its owner only. Keep the file: without
     * it, what was encrypted is lost. Processes that share a store must share the file.
     *
     * @param file the file, in a directory that is there
     * @return the keys
     * @throws IllegalArgumentException if the file cannot be made or read or has another form
     */
    public static EncryptionKeys fromFileOrNew(Path file) {
        KeyFile keys = new KeyFile(Arguments.required("file", file, FILE));
        try {
            keys.createIfAbsent();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "a file with a new encryption key cannot be made: " + file
                            + ": see who may write there, or put the line there that EncryptionKeys.generate(id) makes",
                    e);
        }
        return from(keys, file);
    }

    private static EncryptionKeys from(KeyFile keys, Path file) {
        try {
            return parse(keys.read());
        } catch (IOException e) {
            throw new IllegalArgumentException("the file with the encryption keys cannot be read: " + file, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static String id(String line, int number) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("line " + number + " has no colon: give " + FORM);
        }
        return line.substring(0, colon);
    }

    private static byte[] key(String line, int number) {
        try {
            byte[] key = Base64.getDecoder()
                    .decode(line.substring(line.indexOf(':') + 1).strip());
            if (key.length == OCTETS) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "line " + number + " holds no Base64 after the colon: give " + FORM); // the decoder quotes the key
        }
        throw new IllegalArgumentException(
                "line " + number + " holds no key of 32 octets after the colon: give " + FORM);
    }

    Named current() {
        return keys.get(0);
    }

    Optional<Named> find(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    @Override
    public String toString() {
        return "EncryptionKeys" + keys.stream().map(Named::id).toList();
    }

    /** A key and its id. */
    record Named(String id, SecretKey key) {

        static Named of(String id, byte[] key) {
            if (!ID.matcher(Arguments.required("id", id, "a name for the key, such as 2026-11"))
                    .matches()) {
                throw new IllegalArgumentException(
                        "the id of a key has another form: give 1 to 64 letters, digits, dots, hyphens and underscores");
            }
            if (Arguments.required("key", key, "32 random octets").length != OCTETS) {
                throw new IllegalArgumentException(
                        "key \"" + id + "\" has " + key.length + " octets: give 32 random octets, for AES-256");
            }
            return new Named(id, new SecretKeySpec(key, "AES"));
        }

        @Override
        public String toString() {
            return id;
        }
    }
}

package io.github.mailbearer.msal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals octets with AES-256 in GCM: four octets that say so, the id of the key, a random nonce, and what comes out.
 *
 * <p>What the octets are for, their context, is sealed in as associated data, and opens only the same context again.
 */
final class Sealer {

    private static final byte[] MAGIC = {'M', 'B', 'S', 1};
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final EncryptionKeys keys;

    Sealer(EncryptionKeys keys) {
        this.keys = keys;
    }

    byte[] seal(byte[] plain, Object... context) {
        EncryptionKeys.Named key = keys.current();
        byte[] id = key.id().getBytes(UTF_8);
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(plain);
            return ByteBuffer.allocate(MAGIC.length + 1 + id.length + NONCE + sealed.length)
                    .put(MAGIC)
                    .put((byte) id.length)
                    .put(id)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot encrypt with AES-256 in GCM", e);
        }
    }

    /**
     * Opens what was sealed.
     *
     * @throws BrokenSealException if it was not sealed by us in this context, saying why as the rest of a sentence
     */
    byte[] open(byte[] sealed, Object... context) throws BrokenSealException {
        ByteBuffer in = ByteBuffer.wrap(sealed);
        if (sealed.length <= MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(sealed, MAGIC.length))) {
            throw new BrokenSealException("was not encrypted by Mailbearer", null);
        }
        int length = in.position(MAGIC.length).get();
        if (length < 1 || in.remaining() < length + NONCE + TAG_BITS / 8) {
            throw new BrokenSealException("is cut short", null);
        }
        byte[] id = new byte[length];
        byte[] nonce = new byte[NONCE];
        in.get(id).get(nonce);
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        EncryptionKeys.Named key = keys.find(new String(id, UTF_8))
                .orElseThrow(() -> new UnknownKeyIdException("was encrypted with key \"" + printable(id)
                        + "\", which is not among " + keys + ": add it with andForReading, or in the file of keys"));
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, context).doFinal(rest);
        } catch (AEADBadTagException e) {
            throw new BrokenSealException(
                    "does not open with key \"" + key.id()
                            + "\": it was changed, cut short or moved, or another key goes by this id",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot decrypt with AES-256 in GCM", e);
        }
    }

    private static Cipher cipher(int mode, EncryptionKeys.Named key, byte[] nonce, Object... context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(MAGIC);
        cipher.updateAAD(encoded(key.id(), context));
        return cipher;
    }

    /** Each part with its length before it, so that no two contexts look alike. */
    private static byte[] encoded(String id, Object... context) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(octets)) {
            out.writeUTF(id);
            for (Object part : context) {
                out.writeUTF(part.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return octets.toByteArray();
    }

    private static String printable(byte[] id) {
        return new String(id, UTF_8).replaceAll("[^A-Za-z0-9._-]", "?");
    }

    /** Octets that were sealed with a key that is not at hand. */
    static final class UnknownKeyIdException extends BrokenSealException {

        private static final long serialVersionUID = 1L;

        UnknownKeyIdException(String message) {
            super(message, null);
        }
    }

    /** Octets that we have not sealed so; the message is the rest of a sentence about them. */
    static class BrokenSealException extends Exception {

        private static final long serialVersionUID = 1L;

        BrokenSealException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}

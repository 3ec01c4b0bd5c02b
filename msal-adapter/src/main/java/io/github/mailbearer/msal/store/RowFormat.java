package io.github.mailbearer.msal.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mailbearer.msal.StoredTokenCache;
import io.github.mailbearer.msal.TokenCacheKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A row as the octets of a file: a head, which says whose row it is, and a body, its content, each followed by its SHA-256,
 * so that no part of a row, and nothing else, is taken for one.
 */
final class RowFormat {

    /** More than any head has. */
    static final int LONGEST_HEAD = 4096;

    private static final byte[] MAGIC = {'M', 'B', 'R', 'O', 'W', '\r', '\n', 1};
    private static final int DIGEST = 32;

    private RowFormat() {}

    /**
     * What a file says about its row before its content.
     *
     * @param key whose row
     * @param version which one
     * @param contentLength how many octets follow; -1 if the row was deleted
     * @param length of the head itself, with its digest
     */
    record Head(TokenCacheKey key, long version, int contentLength, int length) {}

    /** What a row's file is called: nothing that a file system could find too long, too strange, or the same. */
    static String name(TokenCacheKey key) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(octets)) {
            write(out, key);
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written", e);
        }
        return HexFormat.of().formatHex(digest(octets.toByteArray(), octets.size()));
    }

    static byte[] write(TokenCacheKey key, StoredTokenCache row) {
        byte[] content = row.content().orElse(null);
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(octets)) {
            out.write(MAGIC);
            write(out, key);
            out.writeLong(row.version());
            out.writeInt(content == null ? -1 : content.length);
            out.write(digest(octets.toByteArray(), octets.size()));
            out.write(content == null ? new byte[0] : content);
            out.write(digest(octets.toByteArray(), octets.size()));
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written", e);
        }
        return octets.toByteArray();
    }

    private static void write(DataOutputStream out, TokenCacheKey key) throws IOException {
        for (String part : new String[] {key.tenantId(), key.clientId(), key.mailbox()}) {
            byte[] octets = part.getBytes(UTF_8);
            out.writeShort(octets.length);
            out.write(octets);
        }
    }

    /**
     * Reads a row.
     *
     * @throws MalformedRowException if it is none, or that of another key
     */
    static StoredTokenCache read(TokenCacheKey key, byte[] octets) throws MalformedRowException {
        Head head = head(octets);
        if (!head.key().equals(key)) {
            throw new MalformedRowException("is the row of " + head.key().mailbox());
        }
        int end = head.length() + Math.max(head.contentLength(), 0);
        if (octets.length != end + DIGEST) {
            throw new MalformedRowException("is cut short or too long");
        }
        if (!Arrays.equals(digest(octets, end), Arrays.copyOfRange(octets, end, octets.length))) {
            throw new MalformedRowException("was changed");
        }
        return head.contentLength() < 0
                ? StoredTokenCache.tombstone(head.version())
                : StoredTokenCache.of(head.version(), Arrays.copyOfRange(octets, head.length(), end));
    }

    /**
     * Reads the head of a row.
     *
     * @param octets the row, or its first {@link #LONGEST_HEAD} octets
     * @throws MalformedRowException if it is none
     */
    static Head head(byte[] octets) throws MalformedRowException {
        if (!Arrays.equals(MAGIC, Arrays.copyOf(octets, MAGIC.length))) {
            throw new MalformedRowException("is no row of Mailbearer's, or of a newer one");
        }
        ByteArrayInputStream rest = new ByteArrayInputStream(octets, MAGIC.length, octets.length - MAGIC.length);
        DataInputStream in = new DataInputStream(rest);
        try {
            String tenantId = text(in);
            String clientId = text(in);
            String mailbox = text(in);
            long version = in.readLong();
            int contentLength = in.readInt();
            int end = octets.length - rest.available();
            if (!Arrays.equals(digest(octets, end), in.readNBytes(DIGEST)) || version < 1 || contentLength < -1) {
                throw new MalformedRowException("was changed");
            }
            return new Head(new TokenCacheKey(tenantId, clientId, mailbox), version, contentLength, end + DIGEST);
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedRowException("is cut short or was changed");
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedShort()), UTF_8);
    }

    private static byte[] digest(byte[] octets, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(octets, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }

    /** Octets that are no row; the message is the rest of a sentence about the file. */
    static final class MalformedRowException extends Exception {

        private static final long serialVersionUID = 1L;

        MalformedRowException(String message) {
            super(message);
        }
    }
}

package io.github.mailbearer.msal;

import java.io.ByteArrayOutputStream;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** Private keys in the forms that OpenSSL writes: PKCS #8 (RFC 5958), and for RSA PKCS #1 (RFC 8017). */
final class PrivateKeys {

    /** Other kinds are of no use to Entra; they are read so that the error can name them. */
    private static final List<String> KINDS = List.of("RSA", "RSASSA-PSS", "EC", "EdDSA", "DSA");

    /** Version 0 and the algorithm rsaEncryption, with which PKCS #8 begins where it holds a PKCS #1 key. */
    private static final byte[] RSA_HEADER = {
        2, 1, 0, 0x30, 13, 6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 1, 1, 5, 0
    };

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 4;

    private PrivateKeys() {}

    /**
     * Reads a key.
     *
     * @param label what its PEM block is called
     */
    static PrivateKey read(String label, byte[] der) {
        if (label.equals("EC PRIVATE KEY")) {
            throw new IllegalArgumentException(
                    "key is of type EC: Entra takes assertions signed with RSA, so give an RSA key and its certificate");
        }
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(label.equals("RSA PRIVATE KEY") ? wrapped(der) : der);
        InvalidKeySpecException fault = null;
        for (String kind : KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                fault = fault == null ? e : fault;
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this JDK lacks " + kind, e);
            }
        }
        throw new IllegalArgumentException(
                "the private key cannot be read: give an RSA key in PKCS #8 or PKCS #1 (openssl pkey -in … -out …)",
                fault);
    }

    private static byte[] wrapped(byte[] pkcs1) {
        byte[] key = tagged(OCTET_STRING, pkcs1);
        byte[] content = new byte[RSA_HEADER.length + key.length];
        System.arraycopy(RSA_HEADER, 0, content, 0, RSA_HEADER.length);
        System.arraycopy(key, 0, content, RSA_HEADER.length, key.length);
        return tagged(SEQUENCE, content);
    }

    /** A DER value: tag, length, content. */
    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.write(tag);
        if (content.length < 0x80) {
            der.write(content.length);
        } else {
            int octets = (Integer.SIZE - Integer.numberOfLeadingZeros(content.length) + 7) / 8;
            der.write(0x80 | octets);
            for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
                der.write(content.length >> shift);
            }
        }
        der.writeBytes(content);
        return der.toByteArray();
    }
}

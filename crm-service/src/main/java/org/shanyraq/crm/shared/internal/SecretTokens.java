package org.shanyraq.crm.shared.internal;

import java.security.SecureRandom;
import java.util.Base64;
import org.shanyraq.crm.shared.Sha256;

/** What stands in a link that opens something without a sign-in: too long to be guessed, and kept as a hash alone. */
public final class SecretTokens {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** 192 bits. */
    private static final int BYTES = 24;

    private SecretTokens() {}

    /** A fresh one, in letters that a link can hold. */
    public static String next() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(BYTES));
    }

    /** So many bytes that nobody can guess. */
    public static byte[] bytes(int number) {
        byte[] bytes = new byte[number];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /**
     * What is kept of a token.
     *
     * @param purpose what it is good for, and nothing else
     * @param token as it came, from whomever
     * @return 32 bytes
     */
    public static byte[] hash(String purpose, String token) {
        return Sha256.of(purpose + ":" + token);
    }
}

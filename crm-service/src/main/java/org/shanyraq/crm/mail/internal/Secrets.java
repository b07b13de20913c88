package org.shanyraq.crm.mail.internal;

import java.security.SecureRandom;
import java.util.Base64;
import org.shanyraq.crm.shared.Sha256;

/** What nobody can guess. */
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN = 20;
    private static final String UNSUBSCRIBE = "unsubscribe:";

    private Secrets() {}

    static byte[] bytes(int number) {
        byte[] bytes = new byte[number];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** 160 bits, as they stand in a link. */
    static String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(TOKEN));
    }

    /** What is kept of a token: good for unsubscribing alone, whatever else such a token may come to stand for. */
    static byte[] hashOfUnsubscribeToken(String token) {
        return Sha256.of(UNSUBSCRIBE + token);
    }
}

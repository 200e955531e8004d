package dev.hydroscope.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who may in: holders of the token, or of the cookie that it was swapped for. The cookie is made from the token and does not
 * give it away; it outlives a restart with the same token and no other.
 */
final class Access {
    private static final int TOKEN_BYTES = 24;

    private final String token;
    private final String cookie;

    Access(String token) {
        this.token = token;
        this.cookie = derived(token);
    }

    static String randomToken() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    String cookie() {
        return cookie;
    }

    boolean token(String given) {
        return same(token, given);
    }

    boolean cookie(String given) {
        return same(cookie, given);
    }

    /** Takes as long whatever is given. */
    private static boolean same(String wanted, String given) {
        return MessageDigest.isEqual(digest(wanted), digest(given));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String derived(String token) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(mac.doFinal("hydroscope cookie".getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

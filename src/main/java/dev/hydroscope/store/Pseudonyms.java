package dev.hydroscope.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What stands where something is hidden. Equal values have one pseudonym; who has not the key learns no more from it. */
final class Pseudonyms {
    static final String HIDDEN = "‹hidden›";
    private static final byte[] HIDDEN_BYTES = HIDDEN.getBytes(StandardCharsets.UTF_8);
    private static final int LENGTH = 6;

    private final Mac keyed;

    Pseudonyms(byte[] key) {
        try {
            keyed = Mac.getInstance("HmacSHA256");
            keyed.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] hidden() {
        return HIDDEN_BYTES.clone();
    }

    static boolean hides(String text) {
        return text.startsWith("‹hidden") && text.endsWith("›");
    }

    byte[] of(byte[] value) {
        byte[] digest = mac().doFinal(value);
        return ("‹hidden " + HexFormat.of().formatHex(Arrays.copyOf(digest, LENGTH)) + "›").getBytes(StandardCharsets.UTF_8);
    }

    String of(String value) {
        return value.isEmpty() ? value : new String(of(value.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private Mac mac() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}

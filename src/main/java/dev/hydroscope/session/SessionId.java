package dev.hydroscope.session;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/** Ids of sessions: 13 characters, safe in a URL and as a file name, in the order of their making by plain comparison. */
final class SessionId {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int TIME_DIGITS = 9;
    private static final int RANDOM_DIGITS = 4;
    private static final Pattern SHAPE = Pattern.compile("[" + DIGITS + "]{" + (TIME_DIGITS + RANDOM_DIGITS) + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private SessionId() {
    }

    static String at(long millis) {
        return digits(millis, TIME_DIGITS) + digits(RANDOM.nextLong(), RANDOM_DIGITS);
    }

    /** When one was made. */
    static long millis(String id) {
        long millis = 0;
        for (char digit : id.substring(0, TIME_DIGITS).toCharArray()) {
            millis = millis << 5 | DIGITS.indexOf(digit);
        }
        return millis;
    }

    static boolean valid(String text) {
        return SHAPE.matcher(text).matches();
    }

    private static String digits(long value, int count) {
        char[] digits = new char[count];
        long rest = value;
        for (int i = count - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest & 31));
            rest >>>= 5;
        }
        return new String(digits);
    }
}

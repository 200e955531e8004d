package dev.hydroscope.store;

/** What pages go on with. */
public final class Tokens {
    private Tokens() {
    }

    /** The number that a token is, or the error that says what to do. */
    public static long number(String token) {
        try {
            return Long.parseLong(token);
        } catch (NumberFormatException e) {
            throw wrong(token);
        }
    }

    /** What to say of a token that is none. */
    public static StoreException wrong(String token) {
        return new StoreException("after=" + token + " is no place in this list",
                "pass on the `next` of the page before as it is");
    }
}

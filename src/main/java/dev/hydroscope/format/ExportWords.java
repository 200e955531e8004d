package dev.hydroscope.format;

/**
 * What a file says of itself.
 *
 * @param note of the session, or ""
 * @param asked what its requests were chosen by, in words; "" for all
 * @param most requests it takes, where its format has a limit
 */
public record ExportWords(String title, String note, String asked, int most) {
    /** Of a page: a browser opens it at once. */
    public static final int USUAL_MOST = 5000;
    public static final int MOST = 50_000;
}

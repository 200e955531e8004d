package dev.hydroscope.session;

import java.time.Instant;

/**
 * Someone who came by a link.
 *
 * @param opened whether the link was opened then; else only its cookie came, from an address or a browser not seen before
 * @param requests how much was asked since, by that address and browser
 */
public record LinkUse(Instant at, String address, String agent, boolean opened, long requests, Instant lastAt) {
    private static final int MOST_ADDRESS = 60;
    private static final int MOST_AGENT = 300;

    static LinkUse of(Instant at, Caller caller, boolean opened) {
        return new LinkUse(at, escaped(caller.address(), MOST_ADDRESS), escaped(caller.agent(), MOST_AGENT), opened, opened ? 0 : 1,
                at);
    }

    /** Who asks. */
    public record Caller(String address, String agent) {
    }

    LinkUse again(Instant now) {
        return new LinkUse(at, address, agent, opened, requests + 1, now);
    }

    /** Cut, and what would not be seen or would turn a line around as an escape. */
    private static String escaped(String text, int most) {
        StringBuilder shown = new StringBuilder();
        for (int c : text.codePoints().toArray()) {
            int kind = Character.getType(c);
            boolean plain = kind != Character.CONTROL && kind != Character.FORMAT && kind != Character.SURROGATE
                    && kind != Character.LINE_SEPARATOR && kind != Character.PARAGRAPH_SEPARATOR;
            String one = plain ? Character.toString(c) : String.format("\\u%04x", c);
            if (shown.length() + one.length() >= most) {
                return shown.append('…').toString();
            }
            shown.append(one);
        }
        return shown.toString();
    }
}

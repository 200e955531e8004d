package dev.hydroscope.query;

import dev.hydroscope.store.Tokens;

/** Where a page of lanes begins: behind the lane whose first request this is. */
record LanePlace(long atNanos, long ordinal) {
    private static final LanePlace BEGINNING = new LanePlace(Long.MIN_VALUE, -1);

    static LanePlace parse(String token) {
        if (token.isEmpty()) {
            return BEGINNING;
        }
        String[] parts = token.split("\\.", 2);
        if (parts.length < 2) {
            throw Tokens.wrong(token);
        }
        return new LanePlace(Tokens.number(parts[0]), Tokens.number(parts[1]));
    }

    /** Of a key; -1, which nothing has, where it is none. */
    static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    static LanePlace of(Moment first) {
        return new LanePlace(first.atNanos(), first.ordinal());
    }

    boolean before(Moment first) {
        return first.atNanos() > atNanos || first.atNanos() == atNanos && first.ordinal() > ordinal;
    }

    String token() {
        return atNanos + "." + ordinal;
    }
}

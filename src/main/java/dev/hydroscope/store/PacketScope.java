package dev.hydroscope.store;

/**
 * Which part of a connection's packets, and how much of it.
 *
 * @param toNanos 0: no end
 * @param newest from the end on
 * @param context how many neighbours of each wanted packet are to come with it, at most {@link #MOST_CONTEXT} on each side
 * @param after what the page before said; "" for the first
 */
public record PacketScope(long fromNanos, long toNanos, boolean newest, int context, int limit, String after) {
    public static final int MOST_CONTEXT = 50;

    public static PacketScope all(int limit) {
        return new PacketScope(0, 0, false, 0, limit, "");
    }

    PacketScope through(Lens lens) {
        return new PacketScope(lens.from(fromNanos), lens.to(toNanos), newest, context, limit, after);
    }

    long endNanos() {
        return toNanos == 0 ? Long.MAX_VALUE : toNanos;
    }

    /** Where to go on: behind a position, how far the last wanted one's neighbourhood reaches, and in which chunk. */
    record Place(long position, int left, long chunk) {
        static Place parse(String text, boolean newest) {
            if (text.isEmpty()) {
                return new Place(newest ? Long.MAX_VALUE : -1, 0, newest ? Long.MAX_VALUE : 0);
            }
            String[] parts = text.split("\\.");
            if (parts.length != 3) {
                throw Tokens.wrong(text);
            }
            return new Place(Tokens.number(parts[0]), (int) Math.min(MOST_CONTEXT, Tokens.number(parts[1])),
                    Tokens.number(parts[2]));
        }

        String text() {
            return position + "." + left + "." + chunk;
        }
    }
}

package dev.hydroscope.format;

/** The shapes met so far, found without a look at names one by one. */
final class Shapes {
    static final int MOST = 2048;
    private static final int SLOTS = MOST * 4;

    private final Dialect dialect = new Dialect();
    private final boolean appData;
    private final Shape[] shapes = new Shape[SLOTS];
    private int count;

    Shapes(boolean appData) {
        this.appData = appData;
    }

    Shape of(JsonLine line) throws LineException {
        int hash = Shape.hash(line);
        int slot = (hash ^ hash >>> 15) & SLOTS - 1;
        while (shapes[slot] != null) {
            if (shapes[slot].fits(line)) {
                return shapes[slot];
            }
            slot = slot + 1 & SLOTS - 1;
        }
        if (count == MOST) {
            throw new LineException("its fields are of a " + (MOST + 1) + "th kind: more are not kept apart");
        }
        shapes[slot] = Shape.of(line, dialect, appData);
        count++;
        return shapes[slot];
    }
}

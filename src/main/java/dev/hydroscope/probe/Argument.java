package dev.hydroscope.probe;

/**
 * One argument of a probe: its upstream name, what it holds, and whether it may be shown.
 *
 * @param length bytes: the name of the argument that holds its length, or a number; string: the most it can hold, or ""
 */
public record Argument(String name, Kind kind, String length, Sensitivity sensitivity) {
    /** What an argument holds; the words of the catalogue in lower case. */
    public enum Kind {
        INT, POINTER, STRING, BYTES, SOCKADDR, STREAM, HELLO;

        /** Whether its slot is a number (INT, POINTER, STREAM) rather than lengths of bytes. */
        public boolean number() {
            return this == INT || this == POINTER || this == STREAM;
        }
    }

    /** Who sees it: anyone; masked by the header's name; with application data only; by the probe's own name only. */
    public enum Sensitivity { NONE, HEADER, APPDATA, SECRET }

    static Argument number(String name) {
        return new Argument(name, Kind.INT, "", Sensitivity.NONE);
    }
}

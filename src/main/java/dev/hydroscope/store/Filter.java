package dev.hydroscope.store;

import java.util.List;

/** What the search segments can tell of a request: never less than the truth, so that the row decides. */
public sealed interface Filter {
    /** Of that {@link Term}. */
    record Has(long term) implements Filter {
    }

    /** With a header of that {@link Term#key}, in either direction. */
    record Named(String key) implements Filter {
    }

    /** With a status of one of these hundreds; bit n stands for n * 100 to n * 100 + 99, bit 31 for all above. */
    record Classes(int bits) implements Filter {
    }

    /** The segments cannot tell. */
    record Anything() implements Filter {
    }

    /** Every one of these. */
    record All(List<Filter> filters) implements Filter {
    }

    /** One of these at least. */
    record Either(List<Filter> filters) implements Filter {
    }
}

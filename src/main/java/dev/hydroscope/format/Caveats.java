package dev.hydroscope.format;

import java.util.ArrayList;
import java.util.List;

/**
 * What one has to know to read a trace right, as far as its source can tell.
 *
 * @param clock how fine its times are: `ns`, `us`, `ms`, or `none` where it has none
 * @param undecodable lines that could not be read
 * @param problems the first of them
 * @param notes what the source does not carry, or carries otherwise than the probes do
 * @param crashed whether it ended with a crash of Hydroscope: of the last moments some may lack
 * @param original the id that it has where its session file came from; "" where it was traced or read here
 */
public record Caveats(String clock, long undecodable, List<Line> problems, List<String> notes, boolean crashed,
        String original) {
    public static final Caveats NONE = new Caveats("ns", 0, List.of(), List.of());
    public static final String NO_CLOCK = "none";
    /** The clock of h2olog's JSON. */
    public static final String MILLIS = "ms";
    /** More than these are only counted. */
    public static final int MOST_PROBLEMS = 100;

    public Caveats {
        problems = problems == null ? List.of() : List.copyOf(problems);
        notes = notes == null ? List.of() : List.copyOf(notes);
        original = original == null ? "" : original;
    }

    public Caveats(String clock, long undecodable, List<Line> problems, List<String> notes) {
        this(clock, undecodable, problems, notes, false, "");
    }

    /** The same, and this. */
    public Caveats noting(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Caveats(clock, undecodable, problems, more, crashed, original);
    }

    /** The same, of a session that ended with a crash. */
    public Caveats withCrash() {
        return new Caveats(clock, undecodable, problems, notes, true, original);
    }

    /** The same, of a session file. */
    public Caveats of(String id) {
        return new Caveats(clock, undecodable, problems, notes, crashed, id);
    }

    /** @param line counted from 1 */
    public record Line(long line, String reason) {
    }
}

package dev.hydroscope.store;

import dev.hydroscope.trace.Request;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Columns of up to 2,000 requests that follow each other; a place is a request's ordinal less {@link #first}. For one thread,
 * and only while the {@link ColumnScan} is open that gave it.
 */
public final class ColumnBlock {
    public static final int SIZE = SegmentPacker.SIZE;
    private static final int GAPS = Request.NO_RECEIVE | Request.NO_RESPONSE | Request.LOST_EVENTS | Request.BEFORE_CAPTURE;

    private final int number;
    private final Names names;
    private final ColumnSource source;
    private final Numbers[] numbers = new Numbers[ColumnSource.KINDS];
    private Map<Integer, Integer> indices;

    /** A header's name, as {@link Term#key} has it, and its direction. */
    public record HeaderKey(String key, boolean response) {
    }

    ColumnBlock(int number, Names names, ColumnSource source) {
        this.number = number;
        this.names = names;
        this.source = source;
    }

    public int number() {
        return number;
    }

    /** The ordinal of the request at place 0. */
    public long first() {
        return (long) number * SIZE;
    }

    /** Where there is a request. Not to be changed. */
    public Places present() {
        return source.present();
    }

    /** Where a request has headers of names that are in no column: too long, or of a block with too many. */
    public Places others() {
        return source.others();
    }

    public long atNanos(int place) {
        return number(ColumnSource.AT, place);
    }

    /** As {@link RequestRow#durationNanos}: -1 where it is not known. */
    public long durationNanos(int place) {
        return number(ColumnSource.DURATION, place);
    }

    /** 0 where no send_response was seen. */
    public int status(int place) {
        return (int) number(ColumnSource.STATUS, place);
    }

    /** 0 where it is not known. */
    public int httpVersion(int place) {
        return (int) number(ColumnSource.VERSION, place);
    }

    /** The ordinal of its connection. */
    public long connection(int place) {
        return number(ColumnSource.CONNECTION, place);
    }

    public long conn(int place) {
        return number(ColumnSource.CONN, place) + connection(place);
    }

    public long req(int place) {
        return number(ColumnSource.REQ, place);
    }

    /** Of its first header; 0 where it is not known. */
    public int thread(int place) {
        return (int) number(ColumnSource.THREAD, place);
    }

    /** Bits of trace.Request. */
    public int gaps(int place) {
        return (int) number(ColumnSource.GAPS, place) & GAPS;
    }

    public boolean finished(int place) {
        return (number(ColumnSource.GAPS, place) & ColumnSource.FINISHED) != 0;
    }

    /** Without a response, begun before the capture, or with events lost. */
    public boolean incomplete(int place) {
        return status(place) == 0 || (gaps(place) & ~Request.NO_RECEIVE) != 0;
    }

    /** The request without its headers and its end: enough to ask for its connection. */
    public RequestRow bare(int place) {
        RequestRow.Columns columns = new RequestRow.Columns(first() + place, conn(place), req(place), connection(place),
                atNanos(place), 0, 0, httpVersion(place), status(place), gaps(place), finished(place));
        return new RequestRow(names, columns, new byte[0], null);
    }

    /** Without values where nobody has such a header. */
    public HeaderColumn header(String key, boolean response) {
        return column(names.firstCode(key) << 1 | (response ? 1 : 0));
    }

    /** The first one to three segments of the paths, by {@link HeaderColumn#pathHash}. */
    public HeaderColumn pathBeginnings(int segments) {
        return column(ColumnSource.path(segments));
    }

    private HeaderColumn column(int key) {
        Integer index = indices().get(key);
        if (index == null) {
            return HeaderColumn.NONE;
        }
        try {
            return source.header(index);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** Of which there are columns. */
    public Set<HeaderKey> headers() {
        Set<HeaderKey> found = new LinkedHashSet<>();
        for (int key : source.keys()) {
            if (key > ColumnSource.LAST_HEADER) {
                break;
            }
            found.add(new HeaderKey(names.get(key >> 1).lower(), (key & 1) != 0));
        }
        return found;
    }

    private Map<Integer, Integer> indices() {
        if (indices == null) {
            indices = new HashMap<>();
            int[] keys = source.keys();
            for (int i = 0; i < keys.length; i++) {
                indices.put(keys[i], i);
            }
        }
        return indices;
    }

    private long number(int kind, int place) {
        if (numbers[kind] == null) {
            try {
                numbers[kind] = source.numbers(kind);
            } catch (SQLException e) {
                throw broken(e);
            }
        }
        return numbers[kind].get(place);
    }

    private static StoreException broken(SQLException e) {
        return new StoreException("cannot read columns of requests: " + Database.reason(e),
                "see whether the disk works and the file is whole", e);
    }
}

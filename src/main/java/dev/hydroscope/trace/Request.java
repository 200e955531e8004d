package dev.hydroscope.trace;

import java.util.ArrayList;
import java.util.List;

/** A request as far as it is known; grows while its events come, and may be written several times under its ordinal. */
public final class Request {
    /** Why a request is not whole; bits of {@link #gaps}. */
    public static final int NO_RECEIVE = 1;
    public static final int NO_RESPONSE = 2;
    public static final int LOST_EVENTS = 4;
    public static final int BEFORE_CAPTURE = 8;

    private final Connection connection;
    private final long req;
    private final long ordinal;
    private final List<Header> headers = new ArrayList<>(24);
    long atNanos;
    long respondedNanos;
    long endedNanos;
    int httpVersion;
    int status;
    int gaps;
    boolean finished;

    /** @param ordinal counts the session's requests from 0 in the order they began: the store's key */
    Request(Connection connection, long req, long ordinal, long atNanos) {
        this.connection = connection;
        this.req = req;
        this.ordinal = ordinal;
        this.atNanos = atNanos;
    }

    public Connection connection() {
        return connection;
    }

    /**
     * H2O's req_id: HTTP/1 counts from 1, HTTP/2 and HTTP/3 use the stream id. A header that comes after its request
     * was finished and written begins another row of the same number, with the gap NO_RECEIVE.
     */
    public long req() {
        return req;
    }

    public long ordinal() {
        return ordinal;
    }

    /** Its first event. */
    public long atNanos() {
        return atNanos;
    }

    /** send_response, or 0. */
    public long respondedNanos() {
        return respondedNanos;
    }

    /** The last moment known to belong to it: the stream's end where a probe tells it, else its last header; or 0. */
    public long endedNanos() {
        return endedNanos;
    }

    /** 0x100, 0x101, 0x200 or 0x300: as receive_request said, else as its connection is known to speak; or 0. */
    public int httpVersion() {
        return httpVersion;
    }

    /** The final status, or an interim one while there is no other; 0 where no send_response was seen. */
    public int status() {
        return status;
    }

    public int gaps() {
        return gaps;
    }

    /** No more of it is expected; an unfinished request is written all the same. */
    public boolean finished() {
        return finished;
    }

    void add(Header header) {
        headers.add(header);
    }

    /** Both directions in the order of the wire; read only. */
    public List<Header> headers() {
        return headers;
    }
}

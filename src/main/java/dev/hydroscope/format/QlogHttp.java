package dev.hydroscope.format;

import dev.hydroscope.quic.Field;
import dev.hydroscope.quic.Kind;
import dev.hydroscope.quic.Layout;
import dev.hydroscope.trace.Event;
import java.nio.charset.StandardCharsets;

/** HTTP/3's HEADERS frames, put together from a request or response and the headers that follow it. Masked as stored. */
final class QlogHttp {
    private static final byte[] STATUS = ":status".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] NOTHING = {};

    private final QlogRecords records;
    private final boolean old;
    private final JsonText headers = new JsonText();
    private boolean client;
    private boolean open;
    private boolean response;
    private long stream;
    private long atNanos;

    QlogHttp(QlogRecords records) {
        this.records = records;
        this.old = records.style().old();
    }

    void begin(TraceHead trace) {
        client = trace.client();
        open = false;
    }

    boolean take(Event event, Layout layout) {
        if (layout.kind() == Kind.RECEIVE_REQUEST || layout.kind() == Kind.SEND_RESPONSE) {
            start(event, layout.number(event, Field.REQ_ID, 0), layout.kind() == Kind.SEND_RESPONSE);
            if (response) {
                byte[] status = Long.toString(layout.number(event, Field.STATUS, 0)).getBytes(StandardCharsets.US_ASCII);
                header(STATUS, status, 0);
            }
            return true;
        }
        boolean request = event.probe().name().equals("receive_request_header");
        if (!request && !event.probe().name().equals("send_response_header")) {
            finish();
            return false;
        }
        long id = layout.number(event, Field.REQ_ID, 0);
        if (!open || stream != id || response == request) {
            start(event, id, !request);
        }
        int name = event.probe().argument("name");
        int value = event.probe().argument("value");
        if (name >= 0) {
            header(event.bytes(name), value < 0 ? NOTHING : event.bytes(value), value < 0 ? Event.ABSENT : event.slot(value));
        }
        return true;
    }

    private void start(Event event, long id, boolean isResponse) {
        finish();
        open = true;
        response = isResponse;
        stream = id;
        atNanos = event.atNanos();
        headers.clear();
    }

    /** Of a value that was not read nothing stands here; 0.3 wants a text all the same. */
    private void header(byte[] name, byte[] value, long slot) {
        headers.open('{').key("name").text(name, 0, name.length);
        if (old || (slot & (Event.WITHHELD | Event.UNREADABLE | Event.ABSENT)) == 0) {
            headers.key("value").text(value, 0, value.length);
        }
        headers.close('}');
    }

    /** Nothing more comes for the frame that is open. */
    void finish() {
        if (open) {
            open = false;
            JsonText data = records.begin(response == client ? QlogName.HTTP_FRAME_PARSED : QlogName.HTTP_FRAME_CREATED, atNanos);
            data.field("stream_id", stream).key("frame").open('{').field("frame_type", "headers").key("headers").open('[')
                    .all(headers).close(']').close('}');
            records.end();
        }
    }
}

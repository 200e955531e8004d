package dev.hydroscope.format;

import java.time.Instant;

/** What stands around the records: the head of the file, those of its traces, and what closes them. */
final class QlogHead {
    private static final long NANOS_OF_SECOND = 1_000_000_000;

    private final QlogStyle style;
    private final boolean grouped;
    private final JsonText out;
    private final String title;
    private final String description;
    private boolean begun;

    QlogHead(QlogStyle style, boolean grouped, JsonText out, String title, String description) {
        this.style = style;
        this.grouped = grouped;
        this.out = out;
        this.title = title;
        this.description = description;
    }

    /** A sequence has one head, with the first of its connections. */
    void trace(TraceHead trace) {
        if (style.sequence()) {
            if (!begun) {
                sequence(trace);
            }
        } else if (begun) {
            out.raw(",\n");
            contained(trace);
        } else {
            file();
            out.key("traces").open('[').put('\n');
            contained(trace);
        }
        begun = true;
    }

    private void file() {
        out.open('{');
        if (style.old()) {
            out.field("qlog_version", "0.3").field("qlog_format", "JSON");
        } else {
            out.field("file_schema", "urn:ietf:params:qlog:file:" + (style.sequence() ? "sequential" : "contained"))
                    .field("serialization_format", style.mediaType());
        }
        out.field("title", title);
        if (!description.isEmpty()) {
            out.field("description", description);
        }
    }

    /** Connections differ in all but the clock, so that each event has its own group. */
    private void sequence(TraceHead trace) {
        out.put(JsonText.RECORD_SEPARATOR);
        file();
        out.key("trace").open('{');
        commonFields(trace);
        vantage(trace);
        schemas();
        out.raw("}}\n");
    }

    private void contained(TraceHead trace) {
        out.open('{').field("title", trace.title());
        commonFields(trace);
        vantage(trace);
        if (!style.old()) {
            schemas();
        }
        out.key("events").open('[').put('\n');
    }

    private void vantage(TraceHead trace) {
        out.key("vantage_point").open('{').field("name", "hydroscope").field("type", trace.vantage()).close('}');
    }

    private void schemas() {
        out.key("event_schemas").open('[').text(QlogStyle.QUIC_SCHEMA).text(QlogStyle.HTTP3_SCHEMA).close(']');
    }

    private void commonFields(TraceHead trace) {
        out.key("common_fields").open('{');
        if (!grouped) {
            out.field("group_id", trace.group());
            known("ODCID", trace.odcid());
            known("server_name", trace.sni());
        }
        if (style.old()) {
            out.key("protocol_type").open('[').text("QUIC").text("HTTP3").close(']');
            out.field("time_format", "relative").key("reference_time").millis(trace.referenceNanos());
        } else {
            out.field("time_format", "relative_to_epoch").key("reference_time").open('{').field("clock_type", "system")
                    .field("epoch", Instant.ofEpochSecond(Math.floorDiv(trace.referenceNanos(), NANOS_OF_SECOND),
                            Math.floorMod(trace.referenceNanos(), NANOS_OF_SECOND)).toString()).close('}');
        }
        out.close('}');
    }

    private void known(String name, String value) {
        if (!value.isEmpty()) {
            out.field(name, value);
        }
    }

    void endTrace() {
        if (!style.sequence()) {
            out.raw("\n]}");
        }
    }

    void close() {
        if (style.sequence()) {
            if (!begun) {
                sequence(new TraceHead("", 0, "", "", "", "", false, 0));
            }
        } else {
            if (!begun) {
                file();
            } else {
                out.raw("\n]");
            }
            out.raw("}\n");
        }
    }
}

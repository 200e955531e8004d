package dev.hydroscope.web;

import dev.hydroscope.quic.Verdict.Part;
import dev.hydroscope.session.Nanos;
import dev.hydroscope.store.HeaderCursor;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Header;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request as the contract shows it: a row of a list, and its headers. */
final class RequestJson {
    private RequestJson() {
    }

    /** @param columns what to show beside: `req.NAME` and `res.NAME` of its headers, `verdict.KIND` of its time */
    static Map<String, Object> row(RequestRow row, List<String> columns) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("conn", row.conn());
        json.put("req", row.req());
        json.put("at", Nanos.iso(row.atNanos()));
        json.put("protocol", known(row.protocol()));
        json.put("method", known(row.method()));
        json.put("scheme", known(row.scheme()));
        json.put("authority", known(row.authority()));
        json.put("path", known(row.path()));
        json.put("status", row.status() == 0 ? null : row.status());
        json.put("durationNanos", row.durationNanos() < 0 ? null : row.durationNanos());
        json.put("durationUntil", known(row.durationUntil()));
        json.put("headers", row.headerCount());
        json.put("finished", row.finished());
        json.put("gaps", row.gapNames());
        List<String> headers = columns.stream().filter(column -> !verdict(column)).toList();
        if (!headers.isEmpty()) {
            json.put("columns", columns(row, headers));
            Map<String, String> marks = marks(row, headers);
            if (!marks.isEmpty()) {
                json.put("columnMarks", marks);
            }
        }
        if (headers.size() < columns.size()) {
            json.put("verdict", verdict(row, columns));
        }
        return json;
    }

    /** Of a source without times: what would be counted from them is not known. */
    static Map<String, Object> untimed(Map<String, Object> json) {
        for (String field : List.of("durationNanos", "durationUntil", "verdict")) {
            if (json.containsKey(field)) {
                json.put(field, null);
            }
        }
        return json;
    }

    static List<Map<String, Object>> headers(RequestRow row, boolean response) {
        return row.headers().stream().filter(header -> header.response() == response)
                .map(header -> header(header, row.atNanos())).toList();
    }

    static Object known(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Map<String, Object> header(Header header, long sinceNanos) {
        Map<String, Object> json = new LinkedHashMap<>();
        text(json, "name", header.name());
        text(json, "value", header.value());
        json.put("valueLength", header.valueLength());
        json.put("truncated", header.has(Event.CUT));
        json.put("masked", header.has(Event.MASKED));
        json.put("withheld", header.has(Event.WITHHELD));
        json.put("offsetNanos", header.atNanos() - sinceNanos);
        return json;
    }

    /** With its bytes beside it where they are no UTF-8, so that none of them is lost on the way. */
    private static void text(Map<String, Object> json, String field, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        json.put(field, text);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
            json.put(field + "Hex", HexFormat.of().formatHex(bytes));
        }
    }

    private static boolean verdict(String column) {
        return column.toLowerCase(Locale.ROOT).startsWith("verdict.");
    }

    /** Null where nothing is known of its time yet. */
    private static Map<String, Object> verdict(RequestRow row, List<String> columns) {
        return row.verdict().map(verdict -> {
            Map<String, Object> json = new LinkedHashMap<>();
            columns.stream().filter(RequestJson::verdict)
                    .map(column -> Part.valueOf(column.substring("verdict.".length()).toUpperCase(Locale.ROOT)))
                    .forEach(part -> json.put(part.word(), verdict.share(part)));
            return json;
        }).orElse(null);
    }

    private static Map<String, Object> columns(RequestRow row, List<String> columns) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (String column : columns) {
            String[] parts = column.toLowerCase(Locale.ROOT).split("\\.", 2);
            json.put(column, row.value(parts[0].equals("res"), parts[1]).orElse(null));
        }
        return json;
    }

    /** Which of the columns are not as they were sent. */
    private static Map<String, String> marks(RequestRow row, List<String> columns) {
        Map<String, String> marks = new LinkedHashMap<>();
        for (String column : columns) {
            String[] parts = column.toLowerCase(Locale.ROOT).split("\\.", 2);
            HeaderCursor cursor = row.cursor();
            while (cursor.next() && !marks.containsKey(column)) {
                if (cursor.response() == parts[0].equals("res") && cursor.lowerName().equals(parts[1])) {
                    mark(cursor).ifPresent(mark -> marks.put(column, mark));
                    break;
                }
            }
        }
        return marks;
    }

    private static Optional<String> mark(HeaderCursor header) {
        return header.has(Event.MASKED) ? Optional.of("masked") : header.has(Event.WITHHELD) ? Optional.of("withheld")
                : header.has(Event.CUT) ? Optional.of("cut") : Optional.empty();
    }
}

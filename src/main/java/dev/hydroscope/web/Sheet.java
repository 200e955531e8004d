package dev.hydroscope.web;

import dev.hydroscope.query.Query;
import dev.hydroscope.query.QuerySyntaxException;
import dev.hydroscope.query.Search;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.RequestRow;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How someone wants rows of requests: with columns beside, and marked where a second query holds.
 *
 * @param timed whether the source has times at all
 */
record Sheet(List<String> columns, Query highlight, boolean timed) {
    static Sheet of(Parameters parameters, boolean timed) {
        return new Sheet(parameters.columns(), highlight(parameters.text("highlight")), timed);
    }

    /** What is wrong with it is told of it, not of the search. */
    private static Query highlight(String text) {
        try {
            return Query.parse(text);
        } catch (QuerySyntaxException e) {
            throw Refusal.of("highlight", e);
        }
    }

    List<Map<String, Object>> rows(Reader reader, List<RequestRow> rows) {
        Set<Long> marked = new HashSet<>();
        if (!highlight.everything()) {
            new Search(reader).filter(highlight, rows).forEach(row -> marked.add(row.ordinal()));
        }
        return rows.stream().map(row -> json(row, marked.contains(row.ordinal()))).toList();
    }

    /** The same as they come: each with the token that says where it has its place in the list. */
    List<Map<String, Object>> live(Reader reader, List<RequestRow> rows) {
        List<Map<String, Object>> json = rows(reader, rows);
        for (int i = 0; i < rows.size(); i++) {
            json.get(i).put("token", Long.toString(rows.get(i).ordinal()));
        }
        return json;
    }

    private Map<String, Object> json(RequestRow row, boolean marked) {
        Map<String, Object> json = RequestJson.row(row, columns);
        if (marked) {
            json.put("highlighted", true);
        }
        return timed ? json : RequestJson.untimed(json);
    }
}

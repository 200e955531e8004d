package dev.hydroscope.web;

import dev.hydroscope.query.Differences;
import dev.hydroscope.query.Dimension;
import dev.hydroscope.query.Facets;
import dev.hydroscope.query.Group;
import dev.hydroscope.query.Groups;
import dev.hydroscope.query.Matching;
import dev.hydroscope.session.Nanos;
import java.util.LinkedHashMap;
import java.util.Map;

/** Facets, groups and differences as they are shown; a value that was masked or cut says so. */
final class CountJson {
    private CountJson() {
    }

    static Map<String, Object> progress(Matching matching) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("matched", matching.matched());
        json.put("total", matching.total());
        json.put("scanned", matching.scanned());
        json.put("complete", matching.complete());
        return json;
    }

    static Map<String, Object> facet(Facets.Facet facet) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("field", facet.field());
        json.put("values", facet.values().stream().map(CountJson::value).toList());
        json.put("distinct", facet.distinct());
        json.put("missing", facet.missing());
        json.put("missingCondition", facet.missingCondition());
        if (facet.error() > 0) {
            json.put("about", facet.error());
        }
        return json;
    }

    private static Map<String, Object> value(Facets.Value value) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("value", value.text());
        json.put("count", value.count());
        json.put("condition", value.condition());
        marks(json, value.masked(), value.cut());
        return json;
    }

    private static void marks(Map<String, Object> json, boolean masked, boolean cut) {
        if (masked) {
            json.put("masked", true);
        }
        if (cut) {
            json.put("cut", true);
        }
    }

    static Map<String, Object> groups(Dimension by, Matching matching, Groups groups) {
        Map<String, Object> json = progress(matching);
        json.put("by", by.word());
        json.put("groups", groups.rows().stream().map(CountJson::group).toList());
        json.put("distinct", groups.distinct());
        return json;
    }

    private static Map<String, Object> group(Group group) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("value", group.text());
        json.put("condition", group.condition());
        marks(json, group.masked(), group.cut());
        json.put("requests", group.requests());
        json.put("connections", group.connections());
        json.put("clientErrors", group.clientErrors());
        json.put("serverErrors", group.serverErrors());
        json.put("incomplete", group.incomplete());
        json.put("p50Nanos", known(group.p50Nanos()));
        json.put("p95Nanos", known(group.p95Nanos()));
        json.put("p99Nanos", known(group.p99Nanos()));
        json.put("maxNanos", known(group.longestNanos()));
        json.put("firstAt", Nanos.iso(group.firstNanos()));
        json.put("lastAt", Nanos.iso(group.lastNanos()));
        return json;
    }

    static Map<String, Object> differences(Differences differences) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("selected", differences.selected());
        json.put("rest", differences.rest());
        json.put("fields", differences.fields().stream().map(field -> Map.of("field", field.name(), "score", field.score(),
                "values", field.values().stream().map(CountJson::value).toList())).toList());
        json.put("scanned", differences.scanned());
        json.put("total", differences.total());
        json.put("complete", differences.complete());
        return json;
    }

    private static Map<String, Object> value(Differences.Value value) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("value", value.text());
        json.put("condition", value.condition());
        if (value.missing()) {
            json.put("missing", true);
        }
        marks(json, value.masked(), value.cut());
        json.put("selected", value.selected());
        json.put("rest", value.rest());
        return json;
    }

    static Long known(long nanos) {
        return nanos < 0 ? null : Long.valueOf(nanos);
    }
}

package dev.hydroscope.format;

import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Header;
import java.util.Arrays;
import java.util.List;

/** The cookies of a request and of its response, as an archive lists them beside their headers. */
final class HarCookies {
    private static final List<String> TEXTS = List.of("path", "domain");

    private HarCookies() {
    }

    static void request(Exchange of, JsonText json) {
        json.key("cookies").open('[');
        of.headers(false).filter(header -> Exchange.named(header, "cookie")).forEach(header ->
                Arrays.stream(Exchange.value(header).split(";")).filter(pair -> !pair.isBlank()).forEach(pair -> {
                    pair(header, pair, json);
                    json.close('}');
                }));
        json.close(']');
    }

    static void response(Exchange of, JsonText json) {
        json.key("cookies").open('[');
        of.headers(true).filter(header -> Exchange.named(header, "set-cookie")).forEach(header -> {
            List<String> parts = Arrays.stream(Exchange.value(header).split(";", -1)).map(String::strip).toList();
            pair(header, parts.get(0), json);
            attributes(parts.subList(1, parts.size()), json);
            json.close('}');
        });
        json.close(']');
    }

    private static void pair(Header header, String pair, JsonText json) {
        String[] halves = pair.strip().split("=", 2);
        json.open('{').field("name", halves[0]).field("value", halves.length < 2 ? "" : halves[1]);
        if (header.has(Event.MASKED | Event.WITHHELD)) {
            json.field("comment", "its value was masked");
        }
    }

    /** Those that an archive has a place for, the last of a name as browsers take it; the header has the others. */
    private static void attributes(List<String> attributes, JsonText json) {
        for (String name : TEXTS) {
            attributes.stream().filter(one -> one.regionMatches(true, 0, name + "=", 0, name.length() + 1))
                    .reduce((one, later) -> later).ifPresent(one -> json.field(name, one.substring(name.length() + 1)));
        }
        json.flag("httpOnly", attributes.stream().anyMatch("httponly"::equalsIgnoreCase));
        json.flag("secure", attributes.stream().anyMatch("secure"::equalsIgnoreCase));
    }
}

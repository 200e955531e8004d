package dev.hydroscope.format;

import dev.hydroscope.quic.Verdict;
import dev.hydroscope.quic.Verdict.Part;
import dev.hydroscope.trace.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** One request as an entry of an HTTP archive. */
final class HarEntry {
    private static final int UNKNOWN = -1;
    private static final Set<Integer> EMPTY = Set.of(204, 304);

    private final Exchange of;
    private final JsonText json = new JsonText();

    HarEntry(Exchange of) {
        this.of = of;
    }

    JsonText json() {
        json.open('{').field("startedDateTime", ExportColumn.iso(of.times().atNanos()));
        json.key("time").millis(Math.max(0, of.times().durationNanos()));
        request();
        response();
        json.key("cache").open('{').close('}');
        timings();
        json.field("connection", Long.toString(of.conn()));
        if (!of.times().told()) {
            json.field("comment", "The source of this trace has no times: the one given is of its import.");
        } else if (of.times().durationNanos() < 0) {
            json.field("comment", "Neither its response nor its end was seen: `time` is 0 as it is not known.");
        }
        own();
        return json.close('}');
    }

    private void request() {
        String method = of.pseudo(":method");
        HarUrl url = HarUrl.of(of);
        json.key("request").open('{').field("method", method).field("url", url.text()).field("httpVersion", protocol());
        HarCookies.request(of, json);
        headers(false);
        json.key("queryString").open('[');
        url.query().forEach(pair -> json.open('{').field("name", pair[0]).field("value", pair[1]).close('}'));
        json.close(']');
        signed("headersSize", UNKNOWN);
        signed("bodySize", announced(false));
        if (url.guessed()) {
            json.field("comment", "No scheme or no host was seen of it: the address is made up where it says so.");
        }
        json.close('}');
    }

    private void response() {
        json.key("response").open('{').field("status", of.status()).field("statusText", "").field("httpVersion", protocol());
        HarCookies.response(of, json);
        headers(true);
        long size = of.pseudo(":method").equalsIgnoreCase("HEAD") || EMPTY.contains(of.status()) ? 0 : announced(true);
        json.key("content").open('{');
        signed("size", size);
        json.field("mimeType", first("content-type", "x-unknown"))
                .field("comment", "Bodies are not captured; the size is what content-length said, if it was there.").close('}');
        json.field("redirectURL", first("location", ""));
        signed("headersSize", UNKNOWN);
        signed("bodySize", size);
        if (of.status() == 0) {
            json.field("comment", "No response was seen.");
        }
        json.close('}');
    }

    private String protocol() {
        return of.protocol().isEmpty() ? "unknown" : of.protocol();
    }

    private String first(String name, String otherwise) {
        List<String> values = of.values(true, name);
        return values.isEmpty() ? otherwise : values.get(0);
    }

    /** What content-length said, -1 where it was not there or says nothing. */
    private long announced(boolean response) {
        List<String> values = of.values(response, "content-length");
        return values.size() == 1 && values.get(0).matches("\\d{1,18}") ? Long.parseLong(values.get(0)) : UNKNOWN;
    }

    private void headers(boolean response) {
        json.key("headers").open('[');
        of.headers(response).forEach(this::header);
        json.close(']');
    }

    private void header(Header header) {
        json.open('{').field("name", Exchange.name(header)).field("value", Exchange.value(header));
        String remark = Exchange.remark(header);
        if (!remark.isEmpty()) {
            json.field("comment", remark);
        }
        if (new String(header.value(), StandardCharsets.UTF_8).indexOf('\ufffd') >= 0) {
            json.key("_bytes").hex(header.value());
        }
        json.close('}');
    }

    /** From arrival to the response, and from there to the stream's end where a probe tells it. */
    private void timings() {
        Exchange.Times times = of.times();
        boolean known = times.told() && times.durationNanos() >= 0;
        boolean responded = known && times.respondedNanos() > 0;
        long wait = responded ? Math.min(times.respondedNanos() - times.atNanos(), times.durationNanos()) : UNKNOWN;
        json.key("timings").open('{');
        for (String step : List.of("blocked", "dns", "connect", "ssl", "send")) {
            signed(step, UNKNOWN);
        }
        span("wait", wait);
        boolean end = known && times.until().equals("end");
        span("receive", end ? times.durationNanos() - Math.max(0, wait) : UNKNOWN);
        json.field("comment", "wait: in the server, to the response's headers; receive: to the stream's end.").close('}');
    }

    private void span(String name, long nanos) {
        if (nanos < 0) {
            signed(name, UNKNOWN);
        } else {
            json.key(name).millis(nanos);
        }
    }

    /** JsonText counts as QUIC does, without a sign. */
    private void signed(String name, long number) {
        json.key(name).raw(Long.toString(number));
    }

    private void own() {
        json.key("_hydroscope").open('{').field("conn", of.conn()).field("req", of.req()).field("protocol", of.protocol());
        json.field("peer", of.client().peer()).field("sni", of.client().sni()).flag("finished", of.finished());
        json.field("durationUntil", of.times().until());
        json.key("gaps").open('[');
        of.gaps().forEach(json::text);
        json.close(']');
        of.verdict().filter(verdict -> of.times().told()).ifPresent(this::verdict);
        json.close('}');
    }

    private void verdict(Verdict verdict) {
        json.key("verdict").open('{').key("wholeMillis").millis(verdict.wholeNanos()).flag("complete", verdict.complete());
        for (Part part : Part.values()) {
            if (verdict.nanos()[part.ordinal()] > 0) {
                json.key(part.word() + "Millis").millis(verdict.nanos()[part.ordinal()]);
            }
        }
        json.close('}');
    }
}

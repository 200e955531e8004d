package dev.hydroscope.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The body of POST /api/sessions. */
class SessionSettingsTest {
    private static SessionSettings read(String json) {
        return SessionSettings.read(Json.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static Problem refused(String json) {
        return assertThrows(Problem.class, () -> read(json));
    }

    @Test
    void aPidIsEnough() {
        SessionSettings settings = read("{\"pid\": 42}");
        assertEquals(SessionSettings.of(42, "http", ""), settings);
        assertEquals(Duration.ofMinutes(10), settings.maxDuration());
        assertEquals(1024, settings.valueLimit());
        assertTrue(settings.redact().containsAll(List.of("authorization", "cookie", "set-cookie", "proxy-authorization")));
    }

    @Test
    void everyFieldIsTaken() {
        SessionSettings settings = read("""
                {"pid": 7, "preset": "quic", "probes": ["h2o:*", "!h2o:h1_*"], "name": " mine ", "sample": 0.25,
                 "requestHeaders": ["User-Agent"], "responseHeaders": [":status"], "redact": ["X-Key", "x-key"],
                 "appData": true, "valueLimit": 8192, "maxDuration": "90s", "maxEvents": 1000, "maxBytes": "2g",
                 "addresses": ["192.0.2.0/24", "2001:db8::1"], "sni": ["*.example.com"], "withhold": ["X-Secret", "x-key"]}""");
        assertEquals(new SessionSettings(7, "", "quic", List.of("h2o:*", "!h2o:h1_*"), "mine", 0.25,
                List.of("192.0.2.0/24", "2001:db8::1"), List.of("*.example.com"), List.of("user-agent"), List.of(":status"),
                List.of(), List.of("x-secret", "x-key"), true, 8192, Duration.ofSeconds(90), 1000, 2L << 30,
                ""), settings);
    }

    @Test
    void globsWithoutAPresetSayAll() {
        assertEquals("", read("{\"pid\": 7, \"probes\": [\"h2o:receive_request\"]}").preset());
    }

    @Test
    void whatIsWithheldNeedsNoMask() {
        SessionSettings settings = read("{\"pid\": 7, \"withhold\": [\"Cookie\"]}");
        assertEquals(List.of("cookie"), settings.withhold());
        assertEquals(List.of("authorization", "proxy-authorization", "set-cookie"),
                settings.redact().stream().sorted().toList());
    }

    @Test
    void sessionsOfOlderCataloguesAreRead() {
        SessionInfo.Filters filters = Json.value("""
                {"preset": "http", "sample": 1.0, "requestHeaders": [], "responseHeaders": ["server"], "appData": false,
                 "valueLimit": 1024, "maxDurationMillis": 600000, "maxEvents": 0, "maxBytes": 0}""",
                SessionInfo.Filters.class);
        assertEquals(List.of("server"), filters.responseHeaders());
        assertEquals(List.of(), filters.addresses());
        assertEquals(List.of(), filters.sni());
        assertEquals(List.of(), filters.withhold());
    }

    @Test
    void nothingIsMaskedWhereAPersonSaysSo() {
        assertEquals(List.of(), read("{\"pid\": 7, \"redact\": []}").redact());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "pid            | {'pid': 0}",
        "pid            | {'pid': 1.5}",
        "pid            | {'pid': 'x'}",
        "pid            | {}",
        "pid            | {'pid': 1, 'binary': '/bin/h2o'}",
        "binary         | {'binary': 'h2o'}",
        "preset         | {'pid': 1, 'preset': 'everything'}",
        "probes         | {'pid': 1, 'probes': 'h2o:*'}",
        "probes         | {'pid': 1, 'probes': ['h2o:*; drop']}",
        "name           | {'pid': 1, 'name': 'a\\u0007b'}",
        "name           | {'pid': 1, 'name': 'exe\\u202egpj'}",
        "name           | {'pid': 1, 'name': 'a\\ud800'}",
        "name           | {'pid': 1, 'name': 'a\\u2028b'}",
        "sample         | {'pid': 1, 'sample': 0}",
        "sample         | {'pid': 1, 'sample': 1.1}",
        "sample         | {'pid': 1, 'sample': '1'}",
        "requestHeaders | {'pid': 1, 'requestHeaders': ['a b']}",
        "responseHeaders| {'pid': 1, 'responseHeaders': [1]}",
        "redact         | {'pid': 1, 'redact': ['']}",
        "appData        | {'pid': 1, 'appData': 'yes'}",
        "valueLimit     | {'pid': 1, 'valueLimit': 8193}",
        "valueLimit     | {'pid': 1, 'valueLimit': 15}",
        "maxDuration    | {'pid': 1, 'maxDuration': 'soon'}",
        "maxDuration    | {'pid': 1, 'maxDuration': '999d'}",
        "maxEvents      | {'pid': 1, 'maxEvents': -1}",
        "maxBytes       | {'pid': 1, 'maxBytes': '10 apples'}",
        "socket         | {'socket': 'h2olog.sock'}",
        "pid            | {'socket': '/run/h2olog.sock', 'pid': 1}",
        "colour         | {'pid': 1, 'colour': 'red'}",
    })
    void everyWrongValueNamesItsFieldAndTheRemedy(String field, String json) {
        Problem problem = refused(json.replace('\'', '"'));
        assertEquals(Problem.Kind.INVALID, problem.kind());
        assertEquals(field, problem.field());
        assertTrue(problem.getMessage().startsWith(field + " "), problem.getMessage());
        assertFalse(problem.hint().isBlank());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "addresses      | {'pid': 1, 'addresses': ['example.com']}",
        "addresses      | {'pid': 1, 'addresses': ['10.0.0.0/33']}",
        "addresses      | {'pid': 1, 'addresses': ['::1/129']}",
        "sni            | {'pid': 1, 'sni': ['a b']}",
        "sni            | {'pid': 1, 'sni': ['']}",
        "withhold       | {'pid': 1, 'withhold': 'x-key'}",
        "withhold       | {'pid': 1, 'withhold': ['x key']}",
        "withhold       | {'pid': 1, 'withhold': ['%1$s']}",
        "requestHeaders | {'pid': 1, 'requestHeaders': ['%1$s']}",
    })
    void everyWrongFilterDoesToo(String field, String json) {
        everyWrongValueNamesItsFieldAndTheRemedy(field, json.replace("%1$s", "x".repeat(65)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "[]", "\"pid\"", "null", "{\"pid\": 1, \"pid\": 2}", "{\"pid\": 1} x", "{pid: 1}"})
    void whatIsNoJsonObjectIsMalformed(String json) {
        assertEquals(Problem.Kind.MALFORMED, refused(json).kind());
    }

    @Test
    void deepNestingIsRefusedWithoutHarm() {
        assertEquals(Problem.Kind.MALFORMED, refused("[".repeat(100_000)).kind());
    }

    @Test
    void thousandsOfGlobsAreRefused() {
        assertEquals("probes", refused("{\"pid\": 1, \"probes\": [" + "\"a\",".repeat(100) + "\"a\"]}").field());
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "10, 10000", "10s, 10000", "10m, 600000", "2h, 7200000", "1d, 86400000"})
    void durationsAreWrittenAsPeopleDo(String text, long millis) {
        assertEquals(millis, Units.millis(text).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"100ms", "90s", "10m", "2h", "7d"})
    void durationsAreShownAsTheyAreWritten(String text) {
        assertEquals(text, Units.text(Duration.ofMillis(Units.millis(text).orElseThrow())));
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "64k, 65536", "3MB, 3145728", "1GiB, 1073741824", "2t, 2199023255552"})
    void sizesAreWrittenAsPeopleDo(String text, long bytes) {
        assertEquals(bytes, Units.bytes(text).orElseThrow());
    }

    @Test
    void aSizeThatNoDiskHasIsRefused() {
        assertTrue(Units.bytes("9999999999999t").isEmpty());
    }
}

package dev.hydroscope.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.probe.Probe;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
    private static final Probe REQUEST = Script.CATALOGUE.find("h2o", "receive_request_header").orElseThrow();
    private static final Probe RESPONSE = Script.CATALOGUE.find("h2o", "send_response_header").orElseThrow();
    private static final int NAME = 2;
    private static final int VALUE = 4;

    private final Masking masking = new Masking(Masking.DEFAULT);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", value = {
        "authorization       | Bearer s3cret                | Bearer",
        "Authorization       | Basic czNjcmV0               | Basic",
        "PROXY-AUTHORIZATION | Digest username=\"s3cret\"   | Digest",
        "authorization       | Negotiate                    | Negotiate",
        "authorization       | s3cret                       | ``",
        "authorization       | s3cret s3cret                | ``",
        "authorization       | Bearer,s3cret                | ``",
        "cookie              | sid=s3cret; theme=s3cret     | sid; theme",
        "cookie              | s3cret                       | ``",
        "cookie              | =s3cret                      | ``",
        "cookie              | czNjcmV0==                   | ``",
        "cookie              | sid=s3cret; s3cret; b=s3cret | sid; b",
        "cookie              | sid=\"x; s3cret=y\"; b=1     | sid; b",
        "cookie              | sid=\"x; s3cret=y; b=1       | sid",
        "cookie              | sid=\"x\\\"; s3cret=y\"      | sid",
        "cookie              | s3cret s3cret=1; b=2         | b",
        "cookie              | ;;  ; a=1                    | a",
        "set-cookie          | sid=s3cret; Path=/; HttpOnly; Max-Age=60 | sid; Path=/; HttpOnly; Max-Age=60",
        "set-cookie| s=s3cret; Expires=Wed, 21 Oct 2026 07:28:00 GMT | s; Expires=Wed, 21 Oct 2026 07:28:00 GMT",
        "set-cookie          | a=s3cret; SameSite=Lax       | a; SameSite=Lax",
        "set-cookie          | s3cret; Secure               | ; Secure",
        "set-cookie          | a=1; Path=/, b=s3cret; Secure| a; Secure",
        "set-cookie          | a=1; s3cret; x=s3cret        | a",
        "set-cookie          | a=\"1; Path=/s3cret\"; Secure| a; Secure",
    })
    void whatSaysNothingSecretStays(String name, String value, String left) {
        Event masked = masking.mask(event(REQUEST, name, value, 0, 0));
        assertEquals(left, masked.text(VALUE));
        assertTrue(masked.has(VALUE, Event.MASKED));
        assertEquals(value.length(), masked.originalLength(VALUE));
        assertEquals(name, masked.text(NAME));
    }

    @Test
    void otherHeadersPassAsTheyAre() {
        for (String name : List.of("accept", "cookies", "authorizatiom", "x-authorization", "", "set_cookie")) {
            Event event = event(RESPONSE, name, "s3cret", 0, 0);
            assertSame(event, masking.mask(event));
        }
        Probe noHeaders = Script.CATALOGUE.find("h2o", "send_response").orElseThrow();
        Event noHeader = Script.event(noHeaders, 1, 1, 1, 1, Map.of());
        assertSame(noHeader, masking.mask(noHeader));
    }

    @Test
    void theListIsTheSessionsOwn() {
        Masking own = new Masking(List.of("X-Api-Key"));
        assertEquals("", own.mask(event(REQUEST, "x-api-key", "Bearer s3cret", 0, 0)).text(VALUE));
        assertEquals("a=b", own.mask(event(REQUEST, "cookie", "a=b", 0, 0)).text(VALUE));
        assertEquals("a=b", new Masking(List.of()).mask(event(REQUEST, "cookie", "a=b", 0, 0)).text(VALUE));
    }

    @Test
    void aNameThatWasCutOrCouldNotBeReadIsTakenForTheWorst() {
        Event cut = masking.mask(event(REQUEST, "proxy-authorizat", "Basic s3cret", Event.CUT, 0));
        assertEquals("", cut.text(VALUE));
        assertTrue(cut.has(VALUE, Event.MASKED));
        assertTrue(cut.has(NAME, Event.CUT));
        assertEquals("", masking.mask(event(REQUEST, "", "s3cret", Event.UNREADABLE, 0)).text(VALUE));
        Event other = event(REQUEST, "x-forwarded-for-", "192.0.2.1", Event.CUT, 0);
        assertSame(other, masking.mask(other));
    }

    @Test
    void aValueThatWasCutKeepsItsLengthAndItsFlag() {
        Event event = event(REQUEST, "cookie", "sid=s3cre", 0, Event.CUT);
        Event masked = masking.mask(event);
        assertEquals("sid", masked.text(VALUE));
        assertTrue(masked.has(VALUE, Event.CUT));
        assertEquals(9, masked.originalLength(VALUE));
    }

    @Test
    void aValueThatTheKernelWithheldIsNotMaskedTwice() {
        Event event = event(REQUEST, "cookie", "", 0, Event.WITHHELD);
        assertSame(event, masking.mask(event));
    }

    @Test
    void noSecretEverStaysWhateverStandsAroundIt() {
        Random random = new Random(3);
        String[] pieces = {"\"", "\\", ";", "; ", " ", "=", ",", "a",
            "Path=", "Domain=", "/", "Bearer", "\t", "\u00e9", "Secure"};
        for (int i = 0; i < 100_000; i++) {
            StringBuilder value = new StringBuilder();
            int at = random.nextInt(6);
            for (int j = 0; j < 8; j++) {
                value.append(j == at ? "=S3CRET!" : pieces[random.nextInt(pieces.length)]);
            }
            for (String name : Masking.DEFAULT) {
                Event masked = masking.mask(event(REQUEST, name, value.toString(), 0, 0));
                assertFalse(masked.text(VALUE).contains("S3CRET"),
                        () -> name + ": " + value + " → " + masked.text(VALUE));
            }
        }
    }

    @Test
    void hugeValuesAreMaskedToo() {
        String huge = "sid=" + "x;y=\"".repeat(13_000);
        assertEquals("sid", masking.mask(event(REQUEST, "cookie", huge, 0, 0)).text(VALUE).split(";")[0]);
    }

    private static Event event(Probe probe, String name, String value, long nameFlags, long valueFlags) {
        byte[] nameBytes = name.getBytes(StandardCharsets.ISO_8859_1);
        byte[] valueBytes = value.getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = new byte[nameBytes.length + valueBytes.length];
        System.arraycopy(nameBytes, 0, bytes, 0, nameBytes.length);
        System.arraycopy(valueBytes, 0, bytes, nameBytes.length, valueBytes.length);
        return new Event(probe, 1, 1, 1, 1, new long[] {1, 1, Event.slot(nameBytes.length, nameBytes.length, nameFlags),
            nameBytes.length, Event.slot(valueBytes.length, valueBytes.length, valueFlags), valueBytes.length}, bytes);
    }
}

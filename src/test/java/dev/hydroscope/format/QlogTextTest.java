package dev.hydroscope.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hydroscope.trace.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What qlog tells and no probe does is kept as text, but not what may not be stored. */
class QlogTextTest {
    private static final String SECRET = "hunter2hunter2";

    private static String text(String event, String json) throws IOException {
        return QlogText.of(event, new ObjectMapper().readTree(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'headers':[{'name':':path','value':'/'},{'name':'Cookie','value':'S'}]}",
        "{'frame':{'frame_type':'push_promise','headers':[{'name':'authorization','value':'S','value_bytes':'S'}]}}",
        "{'headers':[{'name_bytes':'7365742d636f6f6b6965','value':'S'}]}",
        "{'headers':[{'name_bytes':'no hex','value':'S'}]}",
        "{'instruction':{'name_index':{'name_index':5},'value':'S'}}",
        "{'request':{'Set-Cookie':['a',{'b':'S'}],'proxy_authorization':'S'}}",
        "{'headers':[['cookie','S']]}",
        "{'message':'got Authorization: Bearer S'}",
        "{'inner':'[{\\\"name\\\":\\\"cookie\\\",\\\"value\\\":\\\"S\\\"}]'}",
        "{'cookie: S':1}",
        "{'raw':[{'length':3,'data':'S'}]}",
        "{'token':{'length':3,'data':'S'},'stateless_reset_token':'S'}"})
    void secretsAreLeftOut(String json) throws IOException {
        String text = text("any:event", json.replace('\'', '"').replace("S\"", SECRET + "\"").replace("S\\", SECRET + "\\"));
        assertFalse(text.contains(SECRET), text);
        assertTrue(text.contains("(withheld: "), text);
    }

    @Test
    void keysOfTlsAreLeftOut() throws IOException {
        String text = text("security:key_updated", "{\"key_type\":\"server_1rtt_secret\",\"new\":\"aa\",\"old\":\"bb\","
                + "\"key\":\"cc\"}");
        assertEquals("{\"key_type\":\"server_1rtt_secret\",\"new\":\"(withheld: 2)\",\"old\":\"(withheld: 2)\","
                + "\"key\":\"(withheld: 2)\"}", text);
    }

    @Test
    void theRestStaysAsItIs() throws IOException {
        String json = "{\"owner\":\"local\",\"max_idle_timeout\":30000,\"new\":\"x\",\"headers\":[{\"name\":\"accept\","
                + "\"value\":\"*/*\"}],"
                + "\"raw\":{\"length\":7},\"ok\":[true,null,1.5]}";
        assertEquals(json, text("transport:parameters_set", json));
    }

    private static List<Event> read(String file, List<Caveats> caveats) throws IOException {
        List<Event> events = new ArrayList<>();
        try (QlogReader reader = new QlogReader(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), 1)) {
            while (reader.read(events)) {
                continue;
            }
            caveats.add(reader.caveats());
        }
        return events;
    }

    @Test
    void aValueThatWouldFillTheMemoryEndsTheFileAndIsTold() throws IOException {
        String small = "{\"time\":1,\"name\":\"a:b\",\"data\":{}}";
        String large = "{\"time\":2,\"name\":\"a:b\",\"data\":[" + "{},".repeat(QlogParser.MOST_TOKENS / 2) + "{}]}";
        List<Caveats> caveats = new ArrayList<>();
        List<Event> events = read("{\"qlog_version\":\"0.3\",\"summary\":[" + "{},".repeat(QlogParser.MOST_TOKENS)
                + "{}],\"traces\":[{\"events\":["
                + small + "," + large + "," + small + "]}]}", caveats);
        assertEquals(1, events.stream().filter(event -> event.probe().name().equals("a:b")).count());
        assertEquals(1, caveats.get(0).undecodable());
        assertTrue(caveats.get(0).notes().toString().contains("too large"), caveats.get(0).notes().toString());
    }

    @Test
    void aRecordOverManyLinesIsPutTogetherOnce() throws IOException {
        String head = "\u001e{\"qlog_version\":\"0.3\",\"trace\":{}}\n";
        String whole = "\u001e{\"time\":1,\"name\":\"a:b\",\"data\":{\"b\":{}\n" + ",\"b\":{}\n".repeat(50_000) + "}}\n";
        List<Caveats> caveats = new ArrayList<>();
        List<Event> events = read(head + whole + whole + whole.substring(0, whole.length() - 2), caveats);
        assertEquals(2, events.stream().filter(event -> event.probe().name().equals("a:b")).count());
        assertEquals(1, caveats.get(0).undecodable());
    }
}

package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.Replayed;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests are made of, asked over HTTP: facets and groups, whose conditions lead to what they counted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CountRoutesTest {
    private Api api;
    private String session;

    @BeforeAll
    void replay(@TempDir Path folder) throws Exception {
        api = new Api(folder);
        session = "/api/sessions/" + Replayed.once(api.sessions, "/demo.trace.gz").id();
    }

    @AfterAll
    void stop() {
        api.close();
    }

    private static String coded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void everyValueOfAFacetLeadsToItsRequests() throws Exception {
        JsonNode answer = api.get(session + "/facets?field=status,method,path.1,protocol,req.user-agent,class,thread,connection");
        assertTrue(answer.get("complete").asBoolean());
        assertEquals(answer.get("total"), answer.get("scanned"));
        int values = 0;
        for (JsonNode facet : answer.get("facets")) {
            long sum = facet.get("missing").asLong();
            for (JsonNode value : facet.get("values")) {
                JsonNode found = api.get(session + "/facets?field=status&q=" + coded(value.get("condition").asText()));
                assertEquals(value.get("count"), found.get("matched"), value.toString());
                sum += value.get("count").asLong();
                values++;
            }
            assertTrue(facet.get("distinct").asInt() >= facet.get("values").size());
            assertTrue(facet.get("distinct").asInt() > 10 || sum == answer.get("matched").asLong(), facet.toString());
        }
        assertTrue(values >= 8, values + " values");
        assertEquals(8, answer.get("facets").size());
    }

    @Test
    void groupsAddUpToWhatWasFound() throws Exception {
        JsonNode answer = api.get(session + "/groups?by=connection&order=slowest&limit=200");
        long requests = 0;
        for (JsonNode group : answer.get("groups")) {
            requests += group.get("requests").asLong();
            assertEquals(1, group.get("connections").asInt());
            assertFalse(group.get("firstAt").asText().isEmpty());
            assertTrue(group.get("p50Nanos").asLong() <= group.get("maxNanos").asLong());
        }
        assertEquals(answer.get("matched").asLong(), requests);
        assertEquals("connection", answer.get("by").asText());
    }

    @Test
    void differencesSayWhatTheSelectionHas() throws Exception {
        JsonNode answer = api.get(session + "/differences?of=" + coded("protocol = HTTP/3"));
        JsonNode all = api.get(session + "/facets?field=status");
        assertEquals(all.get("matched").asLong(), answer.get("selected").asLong() + answer.get("rest").asLong());
        assertTrue(answer.get("complete").asBoolean());
        double before = 1;
        for (JsonNode field : answer.get("fields")) {
            assertTrue(field.get("score").asDouble() <= before);
            before = field.get("score").asDouble();
        }
        assertTrue(answer.get("fields").findValuesAsText("field").contains("protocol"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/facets", "/facets?field=", "/facets?field=nothing", "/facets?field=status,,method",
        "/facets?field=status&limit=0", "/facets?field=status&from=yesterday", "/groups", "/groups?by=duration",
        "/groups?by=status&order=best", "/differences", "/differences?of=+", "/facets?field=req.",
        "/facets?field=a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z"})
    void whatCannotBeAskedIsRefusedWithWhatCan(String wrong) throws Exception {
        JsonNode refused = api.expect(400, "GET", session + wrong, "");
        assertFalse(refused.get("error").asText().isEmpty());
        assertFalse(refused.get("hint").asText().isEmpty());
    }
}

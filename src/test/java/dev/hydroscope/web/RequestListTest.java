package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.Written;
import dev.hydroscope.trace.Traffic;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A list that is entered anywhere shows there what it shows to whoever reads it from its begin; over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestListTest {
    private static final int REQUESTS = 5300;

    private Api api;
    private String list;

    @BeforeAll
    void write(@TempDir Path folder) throws Exception {
        Traffic traffic = new Traffic(3, 50, 1000);
        int[] left = {REQUESTS};
        String id = Written.session(folder, "list", Traffic.PROBES, into -> {
            into.addAll(traffic.request());
            return --left[0] > 0;
        }).id();
        api = new Api(folder);
        list = "/api/sessions/" + id + "/requests?";
    }

    @AfterAll
    void stop() {
        api.close();
    }

    private static String coded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<String> keys(JsonNode page) {
        List<String> keys = new ArrayList<>();
        page.get("rows").forEach(row -> keys.add(row.get("conn") + "/" + row.get("req")));
        return keys;
    }

    private List<String> all(String asked) throws Exception {
        List<String> keys = new ArrayList<>();
        JsonNode page = api.get(list + asked + "&limit=1000");
        keys.addAll(keys(page));
        while (page.has("next")) {
            page = api.get(list + asked + "&limit=1000&after=" + page.get("next").asText());
            keys.addAll(keys(page));
        }
        return keys;
    }

    /** Asks until the time was enough. */
    private JsonNode walked(String asked, String after, int skip) throws Exception {
        JsonNode page = api.get(list + asked + "&after=" + after + "&skip=" + skip);
        while (!page.get("complete").asBoolean() && page.get("rows").isEmpty()) {
            page = api.get(list + asked + "&after=" + page.get("next").asText() + "&skip=" + skip);
        }
        return page;
    }

    @ParameterizedTest
    @CsvSource({"newest, ''", "oldest, ''", "newest, status = 404", "oldest, not status = 200", "newest, req.user-agent ~ rv:1"})
    void isEnteredAnywhere(String order, String query) throws Exception {
        String asked = "order=" + order + "&limit=3&q=" + coded(query);
        List<String> all = all("order=" + order + "&q=" + coded(query));
        JsonNode first = api.get(list + asked);
        for (int skip : new int[] {0, 1, 50, 1999, 2000, 2001, 4100}) {
            JsonNode page = walked(asked, first.get("next").asText(), skip);
            int at = Math.min(all.size(), 3 + skip);
            assertEquals(all.subList(at, Math.min(all.size(), at + 3)), keys(page), skip + " on");
            assertEquals(skip == 0 ? -1 : at - 3, page.path("skipped").asInt(-1));
            if (page.has("next")) {
                assertEquals(all.size() - at - 3, page.path("left").asInt(all.size() - at - 3));
            }
        }
    }

    @Test
    void tellsHowManyFollowAsSoonAsItIsKnown() throws Exception {
        assertEquals(REQUESTS - 10, api.get(list + "limit=10").get("left").asInt());
        assertEquals(REQUESTS - 10, api.get(list + "limit=10&order=oldest").get("left").asInt());
        String query = "q=" + coded("status = 304");
        walked(query + "&limit=10", api.get(list + query + "&limit=1").get("next").asText(), 5);
        assertEquals(all(query).size() - 10, api.get(list + query + "&limit=10").get("left").asInt());
    }

    @Test
    void marksWhatASecondQueryHoldsForAndFindsTheNextEitherWay() throws Exception {
        String highlight = "&highlight=" + coded("status = 301 and method = POST");
        List<String> marked = all("q=" + coded("status = 301 and method = POST"));
        List<String> everything = all("");
        JsonNode page = api.get(list + "limit=1000" + highlight);
        List<String> found = new ArrayList<>();
        page.get("rows").forEach(row -> {
            if (row.path("highlighted").asBoolean()) {
                found.add(row.get("conn") + "/" + row.get("req"));
            }
        });
        assertEquals(marked.subList(0, found.size()), found);
        String third = marked.get(2);
        JsonNode before = api.get(list + "limit=" + everything.indexOf(third));
        JsonNode next = api.get(list + "limit=1&seek=true&after=" + before.get("next").asText() + highlight);
        assertEquals(List.of(third), keys(next));
        assertEquals(0, next.get("skipped").asInt());
        JsonNode back = api.get(list + "limit=1&seek=true&back=true&after=" + before.get("next").asText() + highlight);
        assertEquals(List.of(marked.get(1)), keys(back));
        assertEquals(everything.indexOf(third) - 1 - everything.indexOf(marked.get(1)), back.get("skipped").asInt());
    }

    @Test
    void tellsWhichOfTwoQueriesIsWrong() throws Exception {
        JsonNode error = api.expect(422, "GET", list + "highlight=" + coded("status >"), "");
        assertEquals("highlight", error.get("field").asText());
        assertTrue(error.has("position"));
        assertFalse(api.expect(422, "GET", list + "q=" + coded("status >"), "").has("field"));
        api.expect(400, "GET", list + "order=duration&skip=10", "");
    }
}

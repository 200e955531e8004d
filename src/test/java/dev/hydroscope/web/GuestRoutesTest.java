package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.session.Sessions;
import io.javalin.Javalin;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a link's holder may ask, held against every route that there is. */
class GuestRoutesTest {
    private static final String SESSION = "/api/sessions/{session}";
    /** A new route is refused to guests; whoever adds it says here that it is meant, or allows it. */
    private static final Set<String> REFUSED = Set.of("GET /api/health", "GET /api/targets", "GET /api/targets/{pid}/probes",
            "GET /api/targets/{pid}/files", "GET /api/targets/{pid}/functions", "GET /api/tracepoints",
            "GET /api/tracepoints/{category}/{name}",
            "GET " + SESSION + "/tcp",
            "GET " + SESSION + "/sql", "GET /api/sql", "GET /api/sql/schema", "GET /api/sql/history", "GET /api/queries",
            "GET /api/keeping");
    @TempDir
    Path folder;

    private Set<String> reading() {
        try (Sessions sessions = Sessions.open(folder)) {
            Javalin server = Javalin.create(config -> new Routes(sessions).add(config.routes));
            return server.unsafe.internalRouter.allHttpHandlers().stream().map(handler -> handler.endpoint)
                    .filter(endpoint -> endpoint.method.name().equals("GET")).map(endpoint -> "GET " + endpoint.path)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void everyRouteThatReadsIsEitherAllowedOrRefusedOnPurpose() {
        Set<String> routes = reading();
        assertTrue(routes.contains("GET " + SESSION + "/requests"), "no routes were found");
        Set<String> known = new TreeSet<>(REFUSED);
        known.add("GET /api/exports/{key}");
        GuestRoutes.OF_SESSION.forEach(route -> known.add("GET " + SESSION + route));
        GuestRoutes.OF_ALL.stream().filter(route -> !route.equals("/api/viewer")).forEach(route -> known.add("GET " + route));
        routes.removeAll(known);
        assertEquals(Set.of(), routes, "routes of which nobody said whether a link's holder may ask them");
    }

    @Test
    void whatIsAllowedIsAllowedForItsOwnSessionAlone() {
        for (String route : GuestRoutes.OF_SESSION) {
            String path = route.replace("{conn}", "17").replace("{req}", "3").replace("{direction}", "sent")
                    .replace("{space}", "application").replace("{number}", "9").replace("{stream}", "-1");
            List<String> format = route.equals("/export") ? List.of("csv") : List.of();
            assertTrue(GuestRoutes.allow("GET", "/api/sessions/abc" + path, format, "abc"), route);
            assertFalse(GuestRoutes.allow("GET", "/api/sessions/abd" + path, format, "abc"), route);
            for (String method : List.of("POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")) {
                assertFalse(GuestRoutes.allow(method, "/api/sessions/abc" + path, format, "abc"), method + route);
            }
        }
    }

    @Test
    void anExportOfTheirOwnIsKnownByItsKey() {
        assertTrue(GuestRoutes.allow("GET", "/api/exports/0123456789abcdef0123456789abcdef", List.of(), "abc"));
        assertTrue(GuestRoutes.allow("DELETE", "/api/exports/0123456789abcdef0123456789abcdef", List.of(), "abc"));
        assertFalse(GuestRoutes.allow("GET", "/api/exports/0123", List.of(), "abc"), "short enough to be come upon");
        assertFalse(GuestRoutes.allow("POST", "/api/exports/0123456789abcdef0123456789abcdef", List.of(), "abc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/sessions/abc/", "/api/sessions/abc//requests", "/api/sessions/abc/requests/",
            "/api/sessions/abc;x/requests", "/api/sessions/abc/requests;x", "/api/sessions/abc%2Frequests", "/api/sessions/%61bc",
            "/api/sessions/abc/../abd", "/api/sessions/abc/sql", "/api/sessions/abc/requests/1", "/api//sessions", "/API/sessions",
            "/api/sessions/abc/REQUESTS", "/api/links", "/api/sql", "/api/sql/schema",
            "/api/sql/history", "/api/queries", "/api/keeping", "", "/"})
    void whatIsWrittenInAnotherWayIsRefused(String path) {
        assertFalse(GuestRoutes.allow("GET", path, List.of(), "abc"));
    }
}

package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.session.Problem;
import dev.hydroscope.session.Sessions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The web paragraph of the promises, each against the real server over a real socket. */
class SecurityTest {
    private static final String TOKEN = "0123456789abcdefghijklmn";
    private static Sessions sessions;
    private static Server server;
    private static String host;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() {
        sessions = Sessions.open(folder.resolve("data"));
        server = Server.start(sessions, new ServerOptions("127.0.0.1", 0, TOKEN));
        host = "Host: 127.0.0.1:" + server.port();
    }

    @AfterAll
    static void stop() {
        server.close();
        sessions.close();
    }

    private static Wire ask(String... lines) throws IOException {
        return Wire.ask(server.port(), lines);
    }

    private static String bearer() {
        return "Authorization: Bearer " + TOKEN;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/sessions", "/api/health", "/api/sessions/x/live", "/", "/assets/x.js", "/nowhere",
            "/api/nowhere"})
    void everyRouteRefusesAForeignHost(String path) throws IOException {
        for (String foreign : new String[] {"evil.example", "evil.example:" + server.port(), "127.0.0.1.evil.example",
                "127.0.0.1:1@evil.example", "localhost.evil.example:" + server.port(), ""}) {
            Wire answer = ask("GET " + path + " HTTP/1.1", "Host: " + foreign, bearer());
            assertTrue(answer.status() == 403 || answer.status() == 400, foreign + " gave " + answer.status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:%d", "localhost:%d", "[::1]:%d", "LOCALHOST:%d", "localhost:9000"})
    void itsOwnNamesAreRight(String name) throws IOException {
        assertEquals(200, ask("GET /api/sessions HTTP/1.1", "Host: " + name.formatted(server.port()), bearer()).status());
    }

    @Test
    void aRequestWithoutHostOrWithTwoIsRefused() throws IOException {
        assertEquals(400, ask("GET /api/sessions HTTP/1.1", bearer()).status());
        assertEquals(400, ask("GET /api/sessions HTTP/1.1", host, "Host: evil.example", bearer()).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "https://127.0.0.1:%d", "http://127.0.0.1:1", "http://localhost:%d"})
    void everyRouteRefusesAForeignOrigin(String origin) throws IOException {
        for (String path : new String[] {"/api/sessions", "/", "/api/sessions/x/live"}) {
            Wire answer = ask("GET " + path + " HTTP/1.1", host, bearer(), "Origin: " + origin.formatted(server.port()));
            assertEquals(403, answer.status(), path);
            assertTrue(answer.header("Access-Control-Allow-Origin").isEmpty());
        }
    }

    @Test
    void aForeignOriginBehindTheRightOneIsRefusedToo() throws IOException {
        assertEquals(403, ask("GET /api/sessions HTTP/1.1", host, bearer(), "Origin: http://127.0.0.1:" + server.port(),
                "Origin: http://evil.example").status());
    }

    @Test
    void itsOwnOriginIsRight() throws IOException {
        assertEquals(200, ask("GET /api/sessions HTTP/1.1", host, bearer(),
                "Origin: http://127.0.0.1:" + server.port()).status());
    }

    @Test
    void aPageOnAnotherPortOfThisHostMayNotAskWithItsCookies() throws IOException {
        assertEquals(403, ask("GET /api/sessions HTTP/1.1", host, bearer(), "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Mode: no-cors").status());
        // another port of this host is the same site to a browser, which sends the cookie where its page opens an address
        for (String site : new String[] {"same-site", "cross-site"}) {
            assertEquals(403, ask("GET /api/sql?sql=SELECT%201&session=x HTTP/1.1", host, bearer(), "Sec-Fetch-Site: " + site,
                    "Sec-Fetch-Mode: navigate").status(), site);
            assertEquals(200, ask("GET / HTTP/1.1", host, "Sec-Fetch-Site: " + site, "Sec-Fetch-Mode: navigate").status(), site);
        }
    }

    @Test
    void crossOriginPreflightIsNotAnswered() throws IOException {
        Wire answer = ask("OPTIONS /api/sessions HTTP/1.1", host, "Origin: http://evil.example",
                "Access-Control-Request-Method: POST", "Access-Control-Request-Headers: x-hydroscope");
        assertEquals(403, answer.status());
        assertTrue(answer.header("Access-Control-Allow-Headers").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Authorization: Bearer wrong", "Authorization: Bearer ", "Authorization: Basic " + TOKEN,
            "Cookie: hydroscope=" + TOKEN, "Authorization: Bearer " + TOKEN + "x"})
    void nobodyGetsInWithoutTheToken(String credentials) throws IOException {
        for (String path : new String[] {"/api/sessions", "/api/health", "/api/nowhere", "/api", "/api/sessions/x/live"}) {
            Wire answer = credentials.isEmpty() ? ask("GET " + path + " HTTP/1.1", host)
                    : ask("GET " + path + " HTTP/1.1", host, credentials);
            assertEquals(401, answer.status(), path);
            assertTrue(answer.body().startsWith("{\"error\":"), answer.body());
        }
    }

    @Test
    void theTokenIsSwappedForACookieThatOpensAndDoesNotTellIt() throws IOException {
        Wire swap = ask("GET /?token=" + TOKEN + " HTTP/1.1", host);
        assertEquals(303, swap.status());
        assertEquals("/", swap.header("Location").orElseThrow());
        String cookie = swap.header("Set-Cookie").orElseThrow();
        assertTrue(cookie.endsWith("; Path=/; HttpOnly; SameSite=Strict"), cookie);
        assertFalse(cookie.contains(TOKEN));
        assertEquals(200, ask("GET /api/sessions HTTP/1.1", host, "Cookie: " + cookie.split(";")[0]).status());
        assertEquals(401, ask("GET /api/sessions HTTP/1.1", host, "Cookie: " + cookie.split(";")[0] + "x").status());
    }

    @Test
    void aWrongTokenSwapsForNothing() throws IOException {
        Wire swap = ask("GET /?token=wrong HTTP/1.1", host);
        assertEquals(401, swap.status());
        assertTrue(swap.header("Set-Cookie").isEmpty());
    }

    @Test
    void theSwapLeadsToThePageThatWasAskedForAndNeverElsewhere() throws IOException {
        assertEquals("/sessions/abc", ask("GET /sessions/abc?token=" + TOKEN + " HTTP/1.1", host).header("Location")
                .orElseThrow());
        assertEquals("/", ask("GET //evil.example/?token=" + TOKEN + " HTTP/1.1", host).header("Location").orElse("/"));
    }

    @Test
    void aTokenOfItsOwnMakingCannotBeGuessed() {
        String one = new ServerOptions("127.0.0.1", 0, "").token();
        assertTrue(one.length() * 6 >= 128, one);
        assertNotEquals(one, new ServerOptions("127.0.0.1", 0, "").token());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /api/sessions", "PATCH /api/sessions/x", "POST /api/sessions/x/stop",
            "DELETE /api/sessions/x", "PUT /api/sessions/x"})
    void everyChangeMustSayThatItIsMeant(String change) throws IOException {
        assertEquals(403, ask(change + " HTTP/1.1", host, bearer(), "Content-Length: 0").status());
        assertEquals(403, ask(change + " HTTP/1.1", host, bearer(), "X-Hydroscope: 0", "Content-Length: 0").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonx"})
    void aBodyMustBeDeclaredAsJson(String type) throws IOException {
        assertEquals(400, Wire.send(server.port(), change("Content-Type: " + type + "\r\nContent-Length: 2\r\n", "{}")).status());
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedHoweverItIsSent() throws IOException {
        String json = "Content-Type: application/json\r\n";
        assertEquals(413, Wire.send(server.port(), change(json + "Content-Length: 1048577\r\n", "{")).status());
        String large = "x".repeat(Body.MOST_BYTES + 1);
        assertEquals(413, Wire.send(server.port(), change(json + "Transfer-Encoding: chunked\r\n",
                Integer.toHexString(large.length()) + "\r\n" + large + "\r\n0\r\n\r\n")).status());
    }

    @Test
    void aBodyWhoseChunksCannotBeReadIsTheCallersFault() throws IOException {
        Wire answer = Wire.send(server.port(),
                change("Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n", "ZZ\r\n{}\r\n0\r\n\r\n"));
        assertEquals(400, answer.status());
        assertTrue(answer.body().contains("the body did not arrive"), answer.body());
    }

    @Test
    void aMalformedBodyIsToldByItsPlaceAndShowsNoInternals() throws IOException {
        Wire answer = Wire.send(server.port(), change("Content-Type: application/json\r\nContent-Length: 7\r\n", "{\"a\": }"));
        assertEquals(400, answer.status());
        assertTrue(answer.body().contains("line 1, column"), answer.body());
        assertFalse(answer.body().contains("jackson") || answer.body().contains("Exception"), answer.body());
    }

    private static String change(String headers, String body) {
        return "PATCH /api/sessions/x HTTP/1.1\r\n" + host + "\r\n" + bearer() + "\r\nX-Hydroscope: 1\r\nConnection: close\r\n"
                + headers + "\r\n" + body;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/sessions", "/nowhere", "/api/nowhere", "/api/sessions/zzz"})
    void everyAnswerCarriesThePolicy(String path) throws IOException {
        Wire answer = ask("GET " + path + " HTTP/1.1", host, bearer());
        assertEquals("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
                + "frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'",
                answer.header("Content-Security-Policy").orElseThrow());
        assertEquals("nosniff", answer.header("X-Content-Type-Options").orElseThrow());
        assertEquals("no-referrer", answer.header("Referrer-Policy").orElseThrow());
        assertTrue(answer.header("Server").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../../etc/passwd", "/assets/../../dev/hydroscope/Main.class", "/..%2f..%2fetc/passwd",
            "/assets/%2e%2e/index.html", "/%5c..%5c..", "/.git/config", "/dev/hydroscope/Main.class", "/assets/",
            "/index.html/..", "/assets/..;/x", "/api/sessions/..%2f..%2flock", "/api/sessions/%00"})
    void noPathLeadsOutOfThePage(String path) throws IOException {
        Wire answer = ask("GET " + path + " HTTP/1.1", host, bearer());
        assertTrue(answer.status() == 404 || answer.status() == 400, path + " gave " + answer.status());
        assertFalse(answer.body().contains("root:"));
    }

    @Test
    void whatIsNotThereIsSaidInJson() throws IOException {
        Wire answer = ask("GET /api/nowhere HTTP/1.1", host, bearer());
        assertEquals(404, answer.status());
        assertTrue(answer.body().contains("\"hint\":"), answer.body());
        assertEquals(404, ask("GET /api/sessions/0000000000000 HTTP/1.1", host, bearer()).status());
    }

    @Test
    void aMethodThatAPathDoesNotKnowIsSaid() throws IOException {
        Wire answer = ask("PUT /api/sessions HTTP/1.1", host, bearer(), "X-Hydroscope: 1", "Content-Length: 0");
        assertEquals(405, answer.status());
        assertTrue(answer.body().contains("\"error\":"), answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "FROB", "TRACE", "G=T"})
    void aMethodThatNobodyKnowsIsRefusedAndNotKept(String method) throws IOException {
        Wire answer = ask(method + " /api/sessions HTTP/1.1", host, bearer(), "X-Hydroscope: 1");
        assertTrue(answer.status() == 501 || answer.status() == 400, method + " gave " + answer.status());
        assertTrue(answer.body().startsWith("{\"error\":"), answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void noHeaderMakesAnotherMethodOfARequest(String method) throws IOException {
        assertEquals(400, ask(method + " /api/sessions/x HTTP/1.1", host, bearer(), "X-Hydroscope: 1",
                "X-HTTP-Method-Override: DELETE", "Content-Length: 0").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /%00 HTTP/1.1", "get / HTTP/1.1", "GET / HTTP/9.9", "GET", "CONNECT / HTTP/1.1"})
    void alsoWhatCannotBeReadIsAnsweredUnderThePolicy(String line) throws IOException {
        Wire answer = ask(line, host);
        assertTrue(answer.status() >= 400, line + " gave " + answer.status());
        assertEquals(ask("GET / HTTP/1.1", host).header("Content-Security-Policy"), answer.header("Content-Security-Policy"));
        assertEquals("no-referrer", answer.header("Referrer-Policy").orElseThrow());
        assertEquals("nosniff", answer.header("X-Content-Type-Options").orElseThrow());
    }

    @Test
    void headersThatAreTooLargeAreRefused() throws IOException {
        Wire answer = ask("GET / HTTP/1.1", host, "X-Large: " + "x".repeat(Limits.HEADER_BYTES));
        assertEquals(431, answer.status());
        assertTrue(answer.body().startsWith("{\"error\":"), answer.body());
        assertEquals("nosniff", answer.header("X-Content-Type-Options").orElseThrow());
    }

    @Test
    void aPortInUseIsAClearError() {
        Problem problem = assertThrows(Problem.class,
                () -> Server.start(sessions, new ServerOptions("127.0.0.1", server.port(), TOKEN)));
        assertTrue(problem.getMessage().startsWith("cannot listen on 127.0.0.1:" + server.port()), problem.getMessage());
        assertTrue(problem.hint().contains("--port"), problem.hint());
    }

    @Test
    void itListensWhereItWasToldToAndNowhereElse() {
        assertEquals("http://127.0.0.1:" + server.port() + "/?token=" + TOKEN, server.url());
        assertThrows(IOException.class, () -> new java.net.Socket("127.0.0.2", server.port()).close());
    }
}

package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's own files, and which addresses it answers for. */
class PageTest {
    @TempDir
    static Path folder;
    private static Api api;

    @BeforeAll
    static void start() {
        Assumptions.assumeTrue(Page.class.getResource("/page/index.html") != null, "the page is not part of this build");
        api = new Api(folder);
    }

    @AfterAll
    static void stop() {
        if (api != null) {
            api.close();
        }
    }

    private static Wire get(String path, String... more) throws IOException {
        String[] lines = new String[more.length + 2];
        lines[0] = "GET " + path + " HTTP/1.1";
        lines[1] = "Host: 127.0.0.1:" + api.server.port();
        System.arraycopy(more, 0, lines, 2, more.length);
        return Wire.ask(api.server.port(), lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/attach?pid=1", "/sessions/01j9x4y8t2abc", "/sessions/01j9x4y8t2abc/connections"})
    void itsViewsAreItsIndex(String path) throws IOException {
        Wire page = get(path);
        assertEquals(200, page.status());
        assertEquals("text/html;charset=utf-8", page.header("Content-Type").orElseThrow());
        assertEquals("no-cache", page.header("Cache-Control").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/sessions", "/sessions/a/b", "/index.php"})
    void otherAddressesAreNotFoundInItsOwnWords(String path) throws IOException {
        Wire page = get(path);
        assertEquals(404, page.status());
        assertEquals("text/html;charset=utf-8", page.header("Content-Type").orElseThrow());
    }

    @Test
    void itsHashedFilesAreKeptForGood() throws IOException {
        Matcher asset = Pattern.compile("/assets/[A-Za-z0-9._-]+\\.js").matcher(get("/").body());
        assertTrue(asset.find(), "the index names no script");
        Wire script = get(asset.group());
        assertEquals("text/javascript;charset=utf-8", script.header("Content-Type").orElseThrow());
        assertEquals("public, max-age=31536000, immutable", script.header("Cache-Control").orElseThrow());
    }

    @Test
    void whatABrowserHasIsNotSentAgain() throws IOException {
        String tag = get("/").header("ETag").orElseThrow();
        Wire again = get("/", "If-None-Match: " + tag);
        assertEquals(304, again.status());
        assertEquals("", again.body());
    }

    @Test
    void itHoldsNoScriptThatThePolicyWouldRefuse() throws IOException {
        assertTrue(!get("/").body().matches("(?s).*<script[^>]*>\\s*[^<\\s].*"), "an inline script");
        assertTrue(!get("/").body().contains("style=\""), "an inline style");
    }
}

package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An answer in the making learns that nobody waits for it any more; who waits is not taken for gone. */
class PresenceTest {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch enough = new CountDownLatch(1);
    private final CompletableFuture<Boolean> gone = new CompletableFuture<>();
    private Javalin server;

    @BeforeEach
    void start() {
        server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.jetty.host = "127.0.0.1";
            config.jetty.port = 0;
            config.routes.get("/long", request -> {
                Presence presence = new Presence(request);
                asked.countDown();
                while (!presence.getAsBoolean() && !enough.await(1, TimeUnit.MILLISECONDS)) {
                    Thread.onSpinWait();
                }
                gone.complete(presence.getAsBoolean());
                request.result("done");
            });
            config.routes.get("/next", request -> request.result("next"));
        }).start();
    }

    @AfterEach
    void stop() {
        enough.countDown();
        server.stop();
    }

    private Socket ask(String path) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        request(socket, path);
        return socket;
    }

    private static void request(Socket socket, String path) throws IOException {
        String head = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }

    private static String answer(Socket socket, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith(end)) {
            text.append((char) socket.getInputStream().read());
        }
        return text.toString();
    }

    @Test
    void whoLeavesIsGone() throws Exception {
        Socket socket = ask("/long");
        asked.await();
        socket.close();
        assertTrue(gone.get(20, TimeUnit.SECONDS));
    }

    @Test
    void whoWaitsIsThereAndIsAnsweredAndMayAskAgain() throws Exception {
        try (Socket socket = ask("/long")) {
            asked.await();
            assertTrue(!enough.await(300, TimeUnit.MILLISECONDS) && !gone.isDone());
            enough.countDown();
            assertTrue(answer(socket, "done").startsWith("HTTP/1.1 200"));
            request(socket, "/next");
            assertTrue(answer(socket, "next").startsWith("HTTP/1.1 200"));
        }
        assertEquals(false, gone.get());
    }

    @Test
    void whoAsksForMoreBeforeTheAnswerIsThere() throws Exception {
        try (Socket socket = ask("/long")) {
            asked.await();
            request(socket, "/next");
            assertTrue(!enough.await(300, TimeUnit.MILLISECONDS) && !gone.isDone());
            enough.countDown();
            assertTrue(answer(socket, "next").contains("done"));
        }
        assertEquals(false, gone.get());
    }
}

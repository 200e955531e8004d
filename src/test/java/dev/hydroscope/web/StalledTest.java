package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.session.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who sends slowly is closed on, whatever it sends; who is served is not. The clock is the test's. */
class StalledTest {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final Stalled stalled = new Stalled(connector);

    @BeforeEach
    void start() throws Exception {
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.write(true, ByteBuffer.wrap("served".getBytes(StandardCharsets.US_ASCII)), callback);
                return true;
            }
        });
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void headersThatNeverEndAreClosedOnThoughTheyGoOn() throws IOException {
        try (Socket slow = connect("GET / HTTP/1.1\r\nHost: x\r\nX"); Socket busy = connect("")) {
            serve(busy);
            stalled.look(0);
            slow.getOutputStream().write('x');
            serve(busy);
            stalled.look(Stalled.LIMIT_NANOS);
            serve(busy);
            stalled.look(Stalled.LIMIT_NANOS + 1);
            assertEquals(-1, slow.getInputStream().read());
            serve(busy);
        }
    }

    @Test
    void aBodyThatTakesTooLongIsRefused() throws IOException {
        byte[] body = "{}".getBytes(StandardCharsets.US_ASCII);
        long now = System.nanoTime();
        assertEquals(2, Body.whole(new ByteArrayInputStream(body), now).length);
        Problem problem = assertThrows(Problem.class,
                () -> Body.whole(new ByteArrayInputStream(body), now - Stalled.LIMIT_NANOS - 1));
        assertEquals("the body did not arrive in time", problem.getMessage());
    }

    /** Returns when the server has the connection. */
    private Socket connect(String begin) throws IOException {
        int before = connector.getConnectedEndPoints().size();
        Socket socket = new Socket("127.0.0.1", connector.getLocalPort());
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));
        while (connector.getConnectedEndPoints().size() == before) {
            Thread.onSpinWait();
        }
        return socket;
    }

    private static void serve(Socket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("served") < 0) {
            int b = socket.getInputStream().read();
            assertTrue(b >= 0, "closed while it was served");
            answer.append((char) b);
        }
    }
}

package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.session.SessionSettings;
import dev.hydroscope.session.Synthetic;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody opens the live view and reads nothing of it: the session and the others go on. */
class SlowReaderTest {
    @TempDir
    Path folder;

    @Test
    void whoDoesNotReadHoldsUpNobody() throws Exception {
        Synthetic source = new Synthetic();
        try (Api api = new Api(folder); Socket deaf = new Socket()) {
            String id = Synthetic.begin(api.sessions, SessionSettings.of(4242, "http", ""), source).id();
            deaf.setReceiveBufferSize(4096);
            deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), api.server.port()));
            deaf.getOutputStream().write(("GET /api/sessions/" + id + "/live HTTP/1.1\r\nHost: 127.0.0.1:" + api.server.port()
                    + "\r\nAuthorization: Bearer " + Api.TOKEN + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            int requests = 0;
            try (Stream<String> lines = api.lines("/api/sessions/" + id + "/live")) {
                var each = lines.iterator();
                for (int rows = 0; rows < 40;) {
                    for (int i = 0; i < 200; i++) {
                        source.request(++requests, "/" + "long".repeat(200), "curl/8", 200);
                    }
                    rows += each.next().equals("event: request") ? 1 : 0;
                }
            }
            SessionInfo sealed = api.sessions.stop(id);
            assertEquals(SessionInfo.State.SEALED, sealed.state());
            assertEquals(requests, sealed.counts().requests());
            assertEquals(0, sealed.counts().lost().total());
            assertTrue(api.get("/api/sessions").isArray());
        }
    }
}

package dev.hydroscope.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.format.SocketRequest;
import dev.hydroscope.trace.Event;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The h2olog socket, served here with what a real H2O wrote to one. */
class SocketSourceTest {
    private static final SocketRequest ALL = new SocketRequest(List.of("*"), List.of(), List.of(), 1, false);
    private static final byte[] YES = "HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    private static byte[] recorded() throws Exception {
        try (InputStream in = SocketSourceTest.class.getResourceAsStream("/captures/raw-noapp.jsonl")) {
            byte[] lines = in.readAllBytes();
            byte[] all = new byte[YES.length + lines.length];
            System.arraycopy(YES, 0, all, 0, YES.length);
            System.arraycopy(lines, 0, all, YES.length, lines.length);
            return all;
        }
    }

    private List<Event> take(int count) throws InterruptedException {
        List<Event> taken = new ArrayList<>();
        for (Event event = events.poll(10, TimeUnit.SECONDS); event != null; event = events.poll(10, TimeUnit.SECONDS)) {
            taken.add(event);
            if (taken.size() == count) {
                break;
            }
        }
        return taken;
    }

    @Test
    void everyLineIsAnEventAsItComes() throws Exception {
        try (UnixServer server = new UnixServer(folder.resolve("log"), recorded());
                SocketSource source = SocketSource.open(server.path(), ALL)) {
            source.start(events::addAll);
            assertEquals("GET /.well-known/h2olog HTTP/1.0\r\n\r\n", server.request());
            assertEquals(564, take(564).size());
            server.write("{\"module\":\"h2o\",\"type\":\"h1_close\",\"tid\":5,\"time\":1795205201490,\"conn_id\":9}\n");
            assertEquals("h1_close", take(1).get(0).probe().name(), "a line is not kept back until others come");
            assertFalse(source.ended());
            assertEquals("ms", source.caveats().clock());
            assertTrue(source.caveats().notes().toString().contains("cannot be counted"), source.caveats().toString());
            assertEquals(565, source.counters().allHits());
        }
    }

    @Test
    void itEndsWithItsReasonWhenTheServerLetsGo() throws Exception {
        try (UnixServer server = new UnixServer(folder.resolve("log"), recorded());
                SocketSource source = SocketSource.open(server.path(), ALL)) {
            source.start(events::addAll);
            take(564);
            server.drop();
            for (int i = 0; i < 500 && !source.ended(); i++) {
                Thread.sleep(20);
            }
            assertTrue(source.reason().contains("H2O has closed"), source.reason());
        }
    }

    @Test
    void whatIsWantedIsAskedForInH2osWords() throws Exception {
        SocketRequest request = new SocketRequest(List.of("h2o:socket_write", "quicly:packet_sent", "quicly:quictrace_*"),
                List.of("::1"), List.of("a.example"), 0.25, true);
        assertEquals("GET /.well-known/h2olog?trace=h2o%3Awrite&trace=quicly%3Apacket_sent&address=%3A%3A1&sni=a.example"
                + "&sample-ratio=0.25&application-data=1 HTTP/1.0\r\n\r\n",
                new String(request.bytes(), StandardCharsets.US_ASCII));
    }

    @Test
    void whatIsNoLogIsRefused() throws Exception {
        Path none = folder.resolve("none");
        assertTrue(assertThrows(FormatException.class, () -> SocketSource.open(none, ALL)).getMessage().contains("none"));
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThrows(FormatException.class, () -> SocketSource.open(file, ALL));
        byte[] no = "HTTP/1.1 404 Not Found\r\nserver: h2o\r\n\r\nnot found".getBytes(StandardCharsets.US_ASCII);
        try (UnixServer server = new UnixServer(folder.resolve("http"), no)) {
            FormatException refused = assertThrows(FormatException.class, () -> SocketSource.open(server.path(), ALL));
            assertTrue(refused.getMessage().contains("404"), refused.getMessage());
            assertTrue(refused.hint().contains("h2olog: ON"), refused.hint());
        }
    }

    @Test
    void aThirtyThirdReaderIsRefusedBeforeItAsks() throws Exception {
        List<SocketChannel> readers = new ArrayList<>();
        Path path = folder.resolve("full");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path), 64);
            for (int i = 0; i < 32; i++) {
                readers.add(SocketChannel.open(UnixDomainSocketAddress.of(path)));
                readers.add(server.accept());
            }
            FormatException refused = assertThrows(FormatException.class, () -> SocketSource.open(path, ALL));
            assertTrue(refused.getMessage().contains("32 readers"), refused.getMessage());
        } finally {
            for (SocketChannel reader : readers) {
                reader.close();
            }
        }
    }
}

package dev.hydroscope.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.bpf.Options;
import dev.hydroscope.bpf.Tracer;
import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Targets;
import dev.hydroscope.probe.Wanted;
import dev.hydroscope.standin.Kernel;
import dev.hydroscope.standin.Standin;
import dev.hydroscope.trace.Decoder;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Peer;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the kernel side tells of TCP connections, held against what was transferred and what ss tells of the same sockets. */
@Timeout(60)
class TcpTest {
    private static final int LAST_ACK = 9;
    private static final int SYN_SENT = 2;
    private static final int ESTABLISHED = 1;
    private static final int ECONNREFUSED = 111;
    private static final int ECONNRESET = 104;

    @BeforeAll
    static void needsProbes() {
        Kernel.assumeProbes();
    }

    private static long number(Event event, String argument) {
        return event.number(event.probe().argument(argument));
    }

    private static int localPort(Event open) {
        return Peer.of(open.bytes(open.probe().argument("local"))).orElseThrow().port();
    }

    private static List<Event> named(List<Event> events, String name) {
        return events.stream().filter(event -> event.probe().key().equals("tcp:" + name)).toList();
    }

    /** The connection's events of that name, it being known by its local port. */
    private static List<Event> of(List<Event> events, int localPort, String name) {
        List<Long> tcp = named(events, "open").stream().filter(open -> localPort(open) == localPort)
                .map(open -> number(open, "tcp")).toList();
        return named(events, name).stream().filter(event -> tcp.contains(number(event, "tcp"))).toList();
    }

    private static Event only(List<Event> events) {
        assertEquals(1, events.size(), () -> events.stream().map(event -> event.probe().key()).toList().toString());
        return events.get(0);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1,false", "::1,false", "127.0.0.1,true"})
    void tellsOfAnOpenConnectionWhatSsTells(String host, boolean loss) throws Exception {
        try (TcpPeers peers = TcpPeers.start(host, true); Traced traced = Traced.attach(peers.pid(), "tcp:*")) {
            String[] ports = peers.step("connect").split(" ");
            peers.step("up 123457");
            peers.step("down 3000001");
            if (loss) {
                peers.step("loss 5000");
            }
            String told = peers.step("ss");
            List<Event> events = traced.finish();
            for (String port : ports) {
                List<Event> samples = of(events, Integer.parseInt(port), "sample");
                Event last = samples.get(samples.size() - 1);
                String line = Stream.of(told.split(";")).filter(each -> each.split("\\s+")[3].endsWith(":" + port)).findFirst()
                        .orElseThrow();
                Map<String, Long> sample = new HashMap<>();
                last.probe().arguments().stream().map(Argument::name).filter(name -> !name.equals("tcp"))
                        .forEach(name -> sample.put(name, number(last, name)));
                assertEquals(asSsTells(line), sample, line);
                assertTrue(of(events, Integer.parseInt(port), "close").isEmpty(), "still open");
            }
            Event client = only(of(events, Integer.parseInt(ports[0]), "open"));
            assertEquals(loss, number(last(events, ports[0]), "retransmits") > 0);
            assertEquals(host.equals("::1") ? "[::1]:" + ports[1] : host + ":" + ports[1],
                    Peer.of(client.bytes(client.probe().argument("peer"))).orElseThrow().toString());
        }
    }

    private static Event last(List<Event> events, String port) {
        List<Event> samples = of(events, Integer.parseInt(port), "sample");
        return samples.get(samples.size() - 1);
    }

    private static Map<String, Long> asSsTells(String line) {
        return Map.of("bytes_received", told(line, "bytes_received:(\\d+)"), "bytes_acked", told(line, "bytes_acked:(\\d+)"),
                "bytes_sent", told(line, "bytes_sent:(\\d+)"), "retransmits", told(line, "retrans:\\d+/(\\d+)"),
                "rtt", told(line, " rtt:([0-9.]+)/"), "rtt_min", told(line, "minrtt:([0-9.]+)"), "cwnd", told(line, "cwnd:(\\d+)"));
    }

    /** Milliseconds as microseconds; 0 where it is not told. */
    private static long told(String line, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(line);
        if (!matcher.find()) {
            return 0;
        }
        return pattern.contains("rtt") ? Math.round(Double.parseDouble(matcher.group(1)) * 1000) : Long.parseLong(matcher.group(1));
    }

    /** A FIN counts as a byte, and so does the SYN of who connects. */
    @ParameterizedTest
    @CsvSource({"127.0.0.1,1,1", "::1,70000,2000000", "127.0.0.1,0,0"})
    void countsEveryByteAsTheKernelDoes(String host, int up, int down) throws Exception {
        try (TcpPeers peers = TcpPeers.start(host, false); Traced traced = Traced.attach(peers.pid(), "tcp:*")) {
            String[] ports = peers.step("connect").split(" ");
            peers.step("up " + up);
            peers.step("down " + down);
            peers.step("close");
            List<Event> events = ended(traced, 2);
            Event served = only(of(events, Integer.parseInt(ports[1]), "close"));
            assertEquals(up + 1, number(served, "bytes_received"));
            assertEquals(down + 1, number(served, "bytes_acked"));
            assertEquals(down, number(served, "bytes_sent"));
            assertEquals(LAST_ACK, number(served, "state"));
            assertEquals(0, number(served, "error"));
            Event open = only(of(events, Integer.parseInt(ports[1]), "open"));
            assertEquals(List.of(0L, 1L, 1L), List.of(number(open, "age"), number(open, "role"), number(open, "accepted")));
            Event client = only(of(events, Integer.parseInt(ports[0]), "close"));
            assertEquals(up, number(client, "bytes_sent"));
            assertEquals(up + 2, number(client, "bytes_acked"));
            assertEquals(List.of(0L, 2L, 0L), Stream.of("age", "role", "accepted")
                    .map(name -> number(only(of(events, Integer.parseInt(ports[0]), "open")), name)).toList());
            assertTrue(number(client, "age") > 0 && number(served, "age") > 0);
            assertEquals(peers.pid(), served.pid());
            assertEquals("java", served.text(served.probe().argument("command")));
        }
    }

    /** Once that many connections have ended. */
    private static List<Event> ended(Traced traced, int connections) throws Exception {
        int close = traced.source().probes().stream().map(probe -> probe.name()).toList().indexOf("close");
        while (traced.source().counters().hits()[close] < connections) {
            Thread.sleep(5);
        }
        List<Event> events = traced.finish();
        assertEquals(0, traced.source().counters().allLost());
        assertEquals(0, traced.source().undecodable());
        return events;
    }

    @Test
    void tellsWhoWasResetAndWhoWasRefused() throws Exception {
        try (TcpPeers peers = TcpPeers.start("127.0.0.1", false); Traced traced = Traced.attach(peers.pid(), "tcp:*")) {
            String[] ports = peers.step("connect").split(" ");
            peers.step("up 10");
            peers.step("reset");
            int port = Integer.parseInt(peers.step("refused"));
            List<Event> events = ended(traced, 3);
            Event served = only(of(events, Integer.parseInt(ports[1]), "close"));
            assertEquals(ECONNRESET, number(served, "error"));
            assertEquals(ESTABLISHED, number(served, "state"));
            assertEquals(10, number(served, "bytes_received"));
            Event refused = named(events, "open").stream()
                    .filter(open -> Peer.of(open.bytes(open.probe().argument("peer"))).orElseThrow().port() == port)
                    .findFirst().orElseThrow();
            Event end = only(of(events, localPort(refused), "close"));
            assertEquals(List.of((long) SYN_SENT, (long) ECONNREFUSED), List.of(number(end, "state"), number(end, "error")));
            assertTrue(number(end, "age") >= 0);
        }
    }

    @Test
    void tellsOfConnectionsThatAreOlderThanTheAttach() throws Exception {
        try (TcpPeers peers = TcpPeers.start("::1", false)) {
            String[] ports = peers.step("connect").split(" ");
            peers.step("up 1000");
            try (Traced traced = Traced.attach(peers.pid(), "tcp:*")) {
                peers.step("down 2000");
                peers.step("close");
                List<Event> events = ended(traced, 2);
                for (String port : ports) {
                    assertEquals(-1, number(only(of(events, Integer.parseInt(port), "open")), "age"));
                    assertEquals(-1, number(only(of(events, Integer.parseInt(port), "close")), "age"));
                }
                assertEquals(1001, number(only(of(events, Integer.parseInt(ports[1]), "close")), "bytes_received"));
            }
        }
    }

    /** The machine as a whole: both ends, each under its own process, whatever task the kernel is in when it ends. */
    @Test
    void tellsOfEveryProcess() throws Exception {
        try (Standin server = Standin.start("--rate", "10", "--port", "0")) {
            ProbeSource source = ProbeSource.machine(CaptureSettings.of(List.of("tcp:open", "tcp:close")));
            List<Event> events = new ArrayList<>();
            source.start(events::addAll);
            for (int i = 0; i < 20; i++) {
                get(server.port());
            }
            Thread.sleep(100);
            source.close();
            List<Event> served = of(events, server.port(), "close");
            assertEquals(20, served.size());
            served.forEach(end -> assertEquals(server.pid(), end.pid()));
            assertEquals(20, of(events, server.port(), "open").stream().filter(open -> number(open, "role") == 1).count());
            assertEquals(20, named(events, "close").stream()
                    .filter(end -> end.pid() == ProcessHandle.current().pid()).count());
            served.forEach(end -> assertTrue(end.text(end.probe().argument("command")).startsWith("h2o-standin")));
        }
    }

    private static void get(int port) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nhost: a\r\n\r\n".getBytes());
            assertTrue(socket.getInputStream().read(new byte[4096]) > 0);
        }
    }

    @Test
    void losesNoneOfFiveThousand() throws Exception {
        try (Standin server = Standin.start("--rate", "10", "--port", "0");
                Traced traced = Traced.attach(server.pid(), "tcp:*")) {
            for (int i = 0; i < 5000; i++) {
                get(server.port());
            }
            List<Event> events = ended(traced, 5000);
            assertEquals(5000, named(events, "open").size());
            assertEquals(5000, named(events, "close").stream().map(end -> number(end, "tcp")).distinct().count());
            assertEquals(5000, named(events, "open").stream().filter(open -> number(open, "accepted") == 1).count());
        }
    }

    /** As on Linux 5.15: by other tracepoints, site by site. */
    @Test
    void followsReadsOnOlderKernelsToo() throws Exception {
        try (Standin server = Standin.start("--rate", "10", "--port", "0")) {
            CaptureSettings settings = CaptureSettings.of(List.of("tcp:*"));
            Plan plan = Plan.of(Wanted.of(settings.probes()).on(Targets.find(server.pid()),
                    KernelEvents.tracepoints()), Catalogue.load(), settings, "standin");
            Options.Tcp tcp = new Options.Tcp(Options.Tcp.Of.TARGET, plan.tcp(Options.Tcp.Of.TARGET, List.of()).first(), List.of());
            Tracer tracer = Tracer.attach(plan.sites(), new Options(server.pid(), plan.probes().size(), 1024, 1, 0, Set.of(),
                    Set.of(), Set.of(), 1 << 20, true, tcp));
            for (int i = 0; i < 10; i++) {
                get(server.port());
            }
            Thread.sleep(100);
            tracer.detach();
            List<Event> events = new ArrayList<>();
            Decoder decoder = new Decoder(plan.probesBySite(), 0);
            while (tracer.ring().read((ring, offset, length) -> decoder.decode(ring, offset, length, events), 1000) > 0) {
                continue;
            }
            tracer.close();
            assertEquals(10, named(events, "open").stream().filter(open -> localPort(open) == server.port()).count());
            assertEquals(10, of(events, server.port(), "close").size());
        }
    }
}

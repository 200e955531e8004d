package dev.hydroscope.source;

import dev.hydroscope.probe.Selection.Preset;
import dev.hydroscope.probe.Targets;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes traces/tcp.trace.gz: an H2O that serves clients of every kind, each of which sends the port it calls from and the name
 * it asks for as headers, so that tests know what is whose. Run it, as root, after `mvn package`, when provider tcp has changed:
 * with the pid of an H2O that was built with its probes and serves files, its port in clear, its port with TLS, and the file.
 */
final class TcpRecording {
    private static final int ROUNDS = 3;

    private final int clear;
    private final int tls;

    private TcpRecording(int clear, int tls) {
        this.clear = clear;
        this.tls = tls;
    }

    public static void main(String[] args) throws Exception {
        ProbeSource source = ProbeSource.attach(Targets.find(Integer.parseInt(args[0])),
                CaptureSettings.of(Preset.HTTP.globs()));
        RecordingWriter recording = source.record(Path.of(args[3]));
        source.start(events -> { });
        new TcpRecording(Integer.parseInt(args[1]), Integer.parseInt(args[2])).traffic();
        Thread.sleep(Duration.ofSeconds(2).toMillis());
        source.close();
        recording.close();
        System.out.println(source.counters().allDelivered() + " events, " + source.counters().allLost() + " lost");
    }

    private void traffic() throws IOException, InterruptedException {
        for (String[] one : new String[][] {{"--http1.1", "http"}, {"--http1.1", "https"}, {"--http2", "https"},
            {"--http2", "http"}, {"--http2-prior-knowledge", "http"}}) {
            curl("one.example", one[0], one[1]).waitFor();
        }
        for (int round = 0; round < ROUNDS; round++) {
            List<Process> clients = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                clients.add(curl("r" + round + "n" + i + ".example", i % 3 == 0 ? "--http1.1" : "--http2",
                        i % 5 == 4 ? "http" : "https"));
            }
            for (Process client : clients) {
                client.waitFor();
            }
        }
        other();
    }

    /** From a port of its own choosing, which a socket that is closed at once finds free. */
    private Process curl(String name, String version, String scheme) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        int to = scheme.equals("https") ? tls : clear;
        return new ProcessBuilder("curl", "-sk", "-o", "/dev/null", version, "--local-port", Integer.toString(port), "--resolve",
                name + ":" + to + ":127.0.0.1", "-H", "x-port: " + port, "-H", "x-name: " + (to == tls ? name : ""),
                scheme + "://" + name + ":" + to + "/").inheritIO().start();
    }

    /** What never becomes HTTP, and what does not end in order. */
    private void other() throws IOException, InterruptedException {
        InetAddress here = InetAddress.getByName("127.0.0.1");
        new Socket(here, clear).close();
        new Socket(here, tls).close();
        try (Socket reset = new Socket(here, clear)) {
            OutputStream out = reset.getOutputStream();
            out.write(("GET / HTTP/1.1\r\nhost: reset.example\r\nx-port: " + reset.getLocalPort() + "\r\nx-name: \r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            Thread.sleep(Duration.ofMillis(1200).toMillis());
            reset.setSoLinger(true, 0);
        }
        try (Socket silent = new Socket(here, clear)) {
            silent.getOutputStream().write('G');
            Thread.sleep(Duration.ofMillis(1200).toMillis());
        }
    }
}

package dev.hydroscope.source;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that serves and connects to itself, a step a line of its input: `connect`, `up N` and `down N` (bytes, and they are
 * read), `loss N` (up, while the wire is cut for a moment), `ss` (what the tool tells), `reset`, `close`, `refused`. It answers
 * each with a line.
 */
final class TcpPeers implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final PrintStream in;

    private TcpPeers(Process process) {
        this.process = process;
        this.out = process.inputReader();
        this.in = new PrintStream(process.getOutputStream(), true);
    }

    /** @param alone in a network of its own, whose wire may be cut */
    static TcpPeers start(String host, boolean alone) throws IOException {
        List<String> command = new ArrayList<>(alone ? List.of("unshare", "-n") : List.of());
        command.addAll(List.of(System.getProperty("java.home") + File.separator + "bin/java", "-Xmx64m", "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), TcpPeers.class.getName(), host));
        TcpPeers peers = new TcpPeers(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
        peers.out.readLine();
        return peers;
    }

    /** `unshare` has become the JVM itself. */
    int pid() {
        return (int) process.pid();
    }

    /** The answer. */
    String step(String line) throws IOException {
        in.println(line);
        return out.readLine();
    }

    @Override
    public void close() {
        in.close();
        process.onExit().join();
    }

    public static void main(String[] host) throws Exception {
        run("ip", "link", "set", "lo", "up");
        InetAddress address = InetAddress.getByName(host[0]);
        BufferedReader steps = new BufferedReader(new InputStreamReader(System.in));
        try (ServerSocket server = new ServerSocket(0, 4096, address)) {
            System.out.println(server.getLocalPort());
            Socket client = null;
            Socket served = null;
            for (String line = steps.readLine(); line != null; line = steps.readLine()) {
                String[] words = line.split(" ");
                String answer = line;
                switch (words[0]) {
                    case "connect" -> {
                        client = new Socket(address, server.getLocalPort());
                        served = server.accept();
                        answer = client.getLocalPort() + " " + server.getLocalPort();
                    }
                    case "up" -> pass(client, served, Integer.parseInt(words[1]));
                    case "down" -> pass(served, client, Integer.parseInt(words[1]));
                    case "loss" -> lose(client, served, Integer.parseInt(words[1]));
                    case "ss" -> answer = run("ss", "-tinHO");
                    case "reset" -> reset(client, served);
                    case "close" -> close(client, served);
                    case "refused" -> answer = refused(address);
                    default -> throw new IllegalArgumentException(line);
                }
                System.out.println(answer);
            }
        }
    }

    private static void pass(Socket from, Socket to, int bytes) throws IOException {
        Thread writer = new Thread(() -> {
            try {
                from.getOutputStream().write(new byte[bytes]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        writer.start();
        read(to, bytes);
    }

    private static void read(Socket socket, int bytes) throws IOException {
        if (socket.getInputStream().readNBytes(bytes).length != bytes) {
            throw new IOException("closed too early");
        }
    }

    private static void lose(Socket from, Socket to, int bytes) throws Exception {
        run("ip", "link", "set", "lo", "down");
        from.getOutputStream().write(new byte[bytes]);
        Thread.sleep(700);
        run("ip", "link", "set", "lo", "up");
        read(to, bytes);
    }

    /** The client goes away without a word. */
    private static void reset(Socket client, Socket served) throws IOException {
        client.setSoLinger(true, 0);
        client.close();
        try {
            while (served.getInputStream().read() >= 0) {
                continue;
            }
        } catch (IOException e) {
            served.close();
        }
    }

    private static void close(Socket client, Socket served) throws IOException {
        client.close();
        if (served.getInputStream().read() >= 0) {
            throw new IOException("more than was to come");
        }
        served.close();
    }

    private static String refused(InetAddress address) throws IOException {
        int free;
        try (ServerSocket server = new ServerSocket(0, 1, address)) {
            free = server.getLocalPort();
        }
        try (Socket never = new Socket(address, free)) {
            return "connected to " + never;
        } catch (IOException e) {
            return "" + free;
        }
    }

    /** What it prints, its lines joined. */
    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (InputStream printed = process.getInputStream()) {
            String all = new String(printed.readAllBytes()).replace("\n", ";");
            process.waitFor();
            return all;
        }
    }
}

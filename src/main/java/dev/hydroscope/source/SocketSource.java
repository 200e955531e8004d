package dev.hydroscope.source;

import dev.hydroscope.bpf.Counters;
import dev.hydroscope.format.Caveats;
import dev.hydroscope.format.SocketRequest;
import dev.hydroscope.format.TraceFormats;
import dev.hydroscope.format.TraceReader;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The log that a running H2O writes to those who ask on its UNIX socket. Nothing is attached, and nothing counts what H2O
 * leaves out where its reader is slow: that is said. Once the socket is closed it has ended.
 */
public final class SocketSource implements Source {
    private static final int LONGEST_HEAD = 16 << 10;
    private static final int HEAD_MILLIS = 5000;
    private static final List<String> NOTES = List.of(
            "it is read from H2O's socket: its connect_*, quictrace_*, h3_packet_* and h3s_stream_set_state probes, and the"
                    + " ClientHello with its server name, are not in that log");

    private final String name;
    private final SocketChannel channel;
    private final TraceReader reader;
    private final List<Probe> probes;
    private final boolean nameless;
    private final Met met = new Met();
    private final Thread thread = new Thread(this::run, "socket");
    private volatile Consumer<List<Event>> doorway = events -> { };
    private volatile boolean closing;
    private volatile String reason = "";
    private volatile long events;

    private SocketSource(String name, SocketChannel channel, InputStream in, SocketRequest request) {
        this.name = name;
        this.channel = channel;
        this.probes = request.wanted();
        this.nameless = !request.appData();
        this.reader = TraceFormats.h2olog().read(in, request.appData());
        thread.setDaemon(true);
    }

    /** Asked and answered when it returns; what H2O logs from then on comes. Refuses with the remedy. */
    public static SocketSource open(Path socket, SocketRequest request) throws FormatException {
        SocketChannel channel = null;
        try {
            Readers.requireRoom(socket, 1);
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(socket));
            Readers.requireRoom(socket, 0);
            channel.write(ByteBuffer.wrap(request.bytes()));
            InputStream in = Channels.newInputStream(channel);
            requireYes(socket, head(channel, in));
            return new SocketSource(socket.toString(), channel, in, request);
        } catch (IOException e) {
            close(channel);
            throw new FormatException("the socket " + socket + " cannot be read: " + e.getMessage(),
                    "give the path of a UNIX socket on which H2O listens, with h2olog: ON for its host (appdata for headers),"
                            + " and the right to write to it");
        } catch (FormatException | RuntimeException e) {
            close(channel);
            throw e;
        }
    }

    /** Who answers nothing is no H2O; the reading thread would wait for it for ever. */
    private static String head(SocketChannel channel, InputStream in) throws IOException {
        try (Deadline deadline = new Deadline(channel, HEAD_MILLIS)) {
            deadline.begin();
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (head.size() < LONGEST_HEAD && !head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    break;
                }
                head.write(next);
            }
            return head.toString(StandardCharsets.ISO_8859_1);
        } catch (ClosedChannelException e) {
            throw new IOException("nothing answered there within " + HEAD_MILLIS + " ms", e);
        }
    }

    private static void requireYes(Path socket, String head) throws FormatException {
        if (!head.matches("(?s)HTTP/1\\.[01] 200 .*\r\n\r\n")) {
            String said = head.lines().findFirst().orElse("nothing");
            throw new FormatException("the socket " + socket + " gives no log: it answered "
                    + said.replaceAll("[^\\x20-\\x7e]", "?"),
                    "set h2olog: ON, or h2olog: appdata, for the host of that listener in H2O's configuration");
        }
    }

    private static void close(SocketChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // nothing more was to come of it
        }
    }

    @Override
    public void start(Consumer<List<Event>> takes) {
        doorway = takes;
        thread.start();
    }

    @Override
    public List<Probe> probes() {
        return probes;
    }

    @Override
    public List<Process> processes() {
        return met.processes();
    }

    /** Lines do not say which of the probes asked for are counted where: they stand at the first. */
    @Override
    public Counters counters() {
        Counters counters = Counters.none(Math.max(1, probes.size()));
        counters.hits()[0] = events + undecodable();
        return counters;
    }

    @Override
    public long undecodable() {
        return reader.caveats().undecodable();
    }

    @Override
    public Caveats caveats() {
        Caveats caveats = reader.caveats();
        for (String note : NOTES) {
            caveats = caveats.noting(note);
        }
        return nameless ? caveats.noting("headers come without names and values unless application data is asked for")
                : events > 0 ? caveats
                : caveats.noting("application data is asked for: nothing comes of an H2O that is not set to h2olog: appdata");
    }

    @Override
    public boolean ended() {
        return !reason.isEmpty();
    }

    @Override
    public String reason() {
        return reason;
    }

    @Override
    public void close() {
        closing = true;
        close(channel);
        Ending.await(thread);
    }

    private void run() {
        try {
            boolean more = true;
            while (more) {
                List<Event> batch = new ArrayList<>();
                more = reader.read(batch);
                deliver(batch);
            }
            reason = "H2O has closed " + name + ": it has ended, or let this reader go";
        } catch (IOException e) {
            reason = closing ? "" : name + " cannot be read any more: " + e.getMessage();
        } catch (RuntimeException | Error e) {
            reason = "reading " + name + " stopped: " + e;
        } finally {
            close(channel);
        }
    }

    private void deliver(List<Event> batch) {
        if (!batch.isEmpty()) {
            met.meet(batch);
            events += batch.size();
            doorway.accept(batch);
        }
    }
}

package dev.hydroscope.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** A UNIX socket that hears one request after another, and answers each with given bytes; open until it is told otherwise. */
public final class UnixServer implements AutoCloseable {
    private final ServerSocketChannel server;
    private final Path path;
    private final byte[] answer;
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final List<SocketChannel> readers = new CopyOnWriteArrayList<>();

    public UnixServer(Path path, byte[] answer) throws IOException {
        this.path = path;
        this.answer = answer;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        Thread thread = new Thread(this::serve, "unix-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** What the next client asked. */
    public String request() throws InterruptedException {
        return requests.take();
    }

    /** Lets all readers go, as a server does that ends. */
    public void drop() throws IOException {
        for (SocketChannel reader : readers) {
            reader.close();
        }
    }

    /** Writes to every reader. */
    public void write(String text) throws IOException {
        for (SocketChannel reader : readers) {
            reader.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    Path path() {
        return path;
    }

    private void serve() {
        try {
            while (true) {
                answer(server.accept());
            }
        } catch (ClosedChannelException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(SocketChannel reader) throws IOException {
        ByteBuffer request = ByteBuffer.allocate(1 << 16);
        while (!text(request).endsWith("\r\n\r\n") && reader.read(request) >= 0) {
            continue;
        }
        for (ByteBuffer bytes = ByteBuffer.wrap(answer); bytes.hasRemaining();) {
            reader.write(bytes);
        }
        readers.add(reader);
        requests.add(text(request));
    }

    private static String text(ByteBuffer bytes) {
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        server.close();
        drop();
    }
}

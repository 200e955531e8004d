package dev.hydroscope.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * The body of an answer that is written while it is found. Its beginning is held back, so that what goes wrong early is told
 * with a status of its own; what goes wrong later breaks the answer off, so that half of it does not look like a whole one.
 */
final class Reply extends OutputStream {
    private static final int HELD_BYTES = 64 << 10;

    private final Context request;
    private final Runnable head;
    private final byte[] held = new byte[HELD_BYTES];
    private int count;
    private boolean begun;

    /** @param head sets what stands above the body, once it is known that there is one */
    Reply(Context request, Runnable head) {
        this.request = request;
        this.head = head;
    }

    Writer writer() {
        return new OutputStreamWriter(this, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] some, int from, int length) throws IOException {
        if (!begun && count + length <= HELD_BYTES) {
            System.arraycopy(some, from, held, count, length);
            count += length;
        } else {
            begin();
            request.res().getOutputStream().write(some, from, length);
        }
    }

    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            head.run();
            request.res().getOutputStream().write(held, 0, count);
        }
    }

    /** Whether something of it has left; then its head has, too. */
    boolean begun() {
        return begun;
    }

    void end() throws IOException {
        begin();
        request.res().getOutputStream().flush();
    }

    /** It ends without an end. */
    static void cut(Context request) {
        ServletContextRequest.getServletContextRequest(request.req()).getConnectionMetaData().getConnection().getEndPoint().close();
    }
}

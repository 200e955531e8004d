package dev.hydroscope.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.Json;
import dev.hydroscope.session.Problem;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.http.HttpException;

/** The body of a change: JSON, and of bounded size however it is sent. */
final class Body {
    static final int MOST_BYTES = 1 << 20;

    private Body() {
    }

    static JsonNode json(Context request) {
        if (request.req().getContentLengthLong() > MOST_BYTES) {
            throw tooLarge();
        }
        try {
            return Json.read(whole(request.req().getInputStream(), System.nanoTime()));
        } catch (IOException | HttpException.RuntimeException e) {
            throw new Problem(Problem.Kind.MALFORMED, "the body did not arrive whole and in time", "send it again", e);
        }
    }

    /** Who sends a little now and then holds a thread no longer than one who sends nothing. */
    static byte[] whole(InputStream in, long beganNanos) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] some = new byte[8192];
        for (int n = in.read(some); n >= 0; n = in.read(some)) {
            body.write(some, 0, n);
            if (body.size() > MOST_BYTES) {
                throw tooLarge();
            }
            if (System.nanoTime() - beganNanos > Stalled.LIMIT_NANOS) {
                throw new Problem(Problem.Kind.MALFORMED, "the body did not arrive in time", "send it in one go");
            }
        }
        return body.toByteArray();
    }

    private static Problem tooLarge() {
        return new Problem(Problem.Kind.TOO_LARGE, "the body is larger than " + MOST_BYTES + " bytes", "send less");
    }
}

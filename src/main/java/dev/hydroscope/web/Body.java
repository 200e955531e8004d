package dev.hydroscope.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.Json;
import dev.hydroscope.session.Problem;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;

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
            InputStream in = request.req().getInputStream();
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw tooLarge();
            }
            return Json.read(bytes);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.MALFORMED, "the body did not arrive whole", "send it again", e);
        }
    }

    private static Problem tooLarge() {
        return new Problem(Problem.Kind.TOO_LARGE, "the body is larger than " + MOST_BYTES + " bytes", "send less");
    }
}

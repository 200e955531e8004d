package dev.hydroscope.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** A trace as H2O's h2olog socket writes it, a line an event, of requests that a test makes up. */
public final class H2ologLines {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final StringBuilder lines = new StringBuilder();
    private long millis;

    public H2ologLines(long millis) {
        this.millis = millis;
    }

    /** @param headers name, value, name, value …, after the pseudo ones; without a status nobody answers */
    public H2ologLines request(long conn, long req, String method, String path, int status, String... headers) {
        line("receive_request", conn, req, Map.of("http_version", 257));
        header("receive_request_header", conn, req, ":method", method);
        header("receive_request_header", conn, req, ":path", path);
        for (int i = 0; i < headers.length; i += 2) {
            boolean response = headers[i].startsWith("<");
            if (!response) {
                header("receive_request_header", conn, req, headers[i], headers[i + 1]);
            }
        }
        if (status > 0) {
            millis += 5;
            line("send_response", conn, req, Map.of("status", status));
            for (int i = 0; i < headers.length; i += 2) {
                if (headers[i].startsWith("<")) {
                    header("send_response_header", conn, req, headers[i].substring(1), headers[i + 1]);
                }
            }
        }
        return this;
    }

    private void header(String type, long conn, long req, String name, String value) {
        line(type, conn, req, Map.of("name", name, "name_len", name.length(), "value", value, "value_len", value.length()));
    }

    /** Any event of H2O about a request. */
    public H2ologLines line(String type, long conn, long req, Map<String, ?> arguments) {
        Map<String, Object> json = new LinkedHashMap<>(Map.of("module", "h2o", "type", type, "tid", 7, "time", ++millis,
                "conn_id", conn, "req_id", req));
        json.putAll(arguments);
        try {
            lines.append(MAPPER.writeValueAsString(json)).append('\n');
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}

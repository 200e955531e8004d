package dev.hydroscope.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Requests as an HTTP archive (HAR 1.2), an entry a line. What no probe tells is -1 or absent and says so in a comment; what
 * HAR has no place for stands in fields that begin with an underscore.
 */
final class HarWriter implements ExchangeWriter {
    private static final String NOTE = "Traced in the server, by its probes: bodies are not captured; times are the server's,"
            + " from a request's arrival; -1 stands for what no probe tells. Headers are as they were stored: a comment says"
            + " what was masked, withheld or cut.";

    private final OutputStream to;
    private final String title;
    private final JsonText json = new JsonText();
    private boolean begun;
    private boolean first = true;

    HarWriter(OutputStream to, String title) {
        this.to = to;
        this.title = title;
    }

    @Override
    public boolean write(Exchange exchange) throws IOException {
        begin();
        json.clear();
        json.raw(first ? "\n" : ",\n");
        first = false;
        JsonText entry = new HarEntry(exchange).json();
        json.append(entry);
        drain();
        return true;
    }

    private void begin() throws IOException {
        if (begun) {
            return;
        }
        begun = true;
        String version = HarWriter.class.getPackage().getImplementationVersion();
        json.open('{').key("log").open('{').field("version", "1.2");
        json.key("creator").open('{').field("name", "Hydroscope").field("version", version == null ? "development" : version)
                .close('}');
        json.field("comment", title + ". " + NOTE);
        json.key("entries").open('[');
        drain();
    }

    private void drain() throws IOException {
        to.write(json.bytes(), 0, json.length());
        json.clear();
    }

    @Override
    public void end() throws IOException {
        begin();
        to.write("\n]}}\n".getBytes(StandardCharsets.US_ASCII));
        to.flush();
    }
}

package dev.hydroscope.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The script and the style of a page of requests, as the build of the page made them. */
record HtmlAssets(String script, String style) {
    /** Empty where the page is not part of this build. */
    static Optional<HtmlAssets> load() {
        Optional<String> script = text("/exported/list.js");
        return script.flatMap(code -> text("/exported/list.css").map(style -> new HtmlAssets(code, style)));
    }

    private static Optional<String> text(String resource) {
        try (InputStream in = HtmlAssets.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

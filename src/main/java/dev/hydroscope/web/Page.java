package dev.hydroscope.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The page's files, from the class path; its index for every address that the page itself knows how to show. */
final class Page {
    private static final Pattern FILE = Pattern.compile("/(assets/)?[A-Za-z0-9_-][A-Za-z0-9._-]*\\.([a-z0-9]+)");
    private static final Pattern VIEW = Pattern.compile(
            "/|/attach|/trace|/links|/sql|/sql/schema|/sessions/[A-Za-z0-9]+(/connections|/timeline|/quic|/statistics|/probes)?");
    private static final Map<String, String> TYPES = Map.of("html", "text/html;charset=utf-8", "js",
            "text/javascript;charset=utf-8", "css", "text/css; charset=utf-8", "svg", "image/svg+xml", "png", "image/png",
            "ico", "image/x-icon", "woff2", "font/woff2", "json", "application/json", "txt", "text/plain;charset=utf-8");

    private record Content(byte[] bytes, String tag) {
    }

    private final Map<String, Optional<Content>> files = new ConcurrentHashMap<>();

    void show(Context request) {
        var file = FILE.matcher(request.path());
        if (file.matches() && TYPES.containsKey(file.group(2)) && content(request.path()).isPresent()) {
            boolean hashed = file.group(1) != null;
            send(request, content(request.path()).get(), TYPES.get(file.group(2)),
                    hashed ? "public, max-age=31536000, immutable" : "no-cache");
            return;
        }
        int status = view(request.path()) ? 200 : 404;
        if (!index(request, status)) {
            throw new Refusal(status == 200 ? 503 : 404, "the page is not part of this build",
                    "build it with mvn package, without -Dfrontend.skip");
        }
    }

    /** Whether the page shows something of its own under this path. */
    static boolean view(String path) {
        return VIEW.matcher(path).matches();
    }

    /** Shows the page itself; false where it is not part of this build. */
    boolean index(Context request, int status) {
        Optional<Content> index = content("/index.html");
        index.ifPresent(content -> {
            request.status(status);
            send(request, content, TYPES.get("html"), status == 200 ? "no-cache" : "no-store");
        });
        return index.isPresent();
    }

    private static void send(Context request, Content content, String type, String caching) {
        request.header("Cache-Control", caching);
        request.header("ETag", content.tag());
        if (content.tag().equals(request.header("If-None-Match"))) {
            request.status(304);
            return;
        }
        request.contentType(type).result(content.bytes());
    }

    private Optional<Content> content(String path) {
        Optional<Content> known = files.get(path);
        if (known != null) {
            return known;
        }
        Optional<Content> read = read(path);
        read.ifPresent(content -> files.put(path, read));
        return read;
    }

    private static Optional<Content> read(String path) {
        try (InputStream in = Page.class.getResourceAsStream("/page" + path)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Optional.of(new Content(bytes, '"' + new BigInteger(1, digest).toString(36).substring(0, 20) + '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

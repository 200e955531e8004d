package dev.hydroscope.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/**
 * Requests as one page that needs nothing else: opened from a disk it lists, searches and sorts them, and without its script
 * it can still be read. Whatever was traced is only text; its policy lets no other script run and nothing be fetched.
 */
final class HtmlWriter implements ExchangeWriter {
    private final OutputStream to;
    private final ExportWords words;
    private final HtmlAssets assets;
    private int written;
    private boolean begun;
    private boolean more;

    HtmlWriter(OutputStream to, ExportWords words, HtmlAssets assets) {
        this.to = to;
        this.words = words;
        this.assets = assets;
    }

    @Override
    public boolean write(Exchange exchange) throws IOException {
        begin();
        if (written == words.most()) {
            more = true;
            return false;
        }
        put(new HtmlRow(exchange, ++written).text());
        return true;
    }

    private void begin() throws IOException {
        if (begun) {
            return;
        }
        begun = true;
        String title = VisibleText.html(words.title());
        put("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src '" + hash(assets.script())
                + "'; style-src '" + hash(assets.style()) + "'; base-uri 'none'; form-action 'none';"
                + " require-trusted-types-for 'script'\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
                + "<title>" + title + "</title>\n<style>" + assets.style() + "</style>\n</head>\n<body>\n<header>\n<h1>" + title
                + "</h1>\n");
        paragraph(words.note());
        paragraph(words.asked().isEmpty() ? "" : "Requests for which this holds: " + words.asked());
        put("<p>Written by Hydroscope. Headers are as they were stored: what was masked or cut says so. Times are UTC; bodies are"
                + " not captured.</p>\n<div id=\"tools\"></div>\n</header>\n<main id=\"list\">\n" + HtmlRow.HEAD);
    }

    private void paragraph(String text) throws IOException {
        if (!text.isEmpty()) {
            put("<p>" + VisibleText.html(text) + "</p>\n");
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void put(String html) throws IOException {
        to.write(html.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void end() throws IOException {
        begin();
        String said = written == 0 ? "No request is in this file."
                : more ? "This file ends after " + number(written) + " requests, the most it takes; there are more in the session."
                : "This file holds " + number(written) + (written == 1 ? " request, all there is." : " requests, all there are.");
        put("</main>\n<p id=\"end\"" + (more ? " class=\"more\"" : "") + ">" + said + "</p>\n<script>" + assets.script()
                + "</script>\n</body>\n</html>\n");
        to.flush();
    }

    private static String number(int n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}

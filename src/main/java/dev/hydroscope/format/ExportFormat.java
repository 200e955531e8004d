package dev.hydroscope.format;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats that a session can be written in. */
public enum ExportFormat {
    QLOG("qlog", QlogStyle.DRAFT.mediaType(), ".sqlog", true),
    QLOG_JSON("qlog-json", QlogStyle.DRAFT_CONTAINED.mediaType(), ".qlog", true),
    QLOG_03("qlog-0.3", QlogStyle.V03.mediaType(), ".qlog", true),
    HAR("har", "application/json", ".har", false),
    CSV("csv", "text/csv;charset=utf-8;header=present", ".csv", false),
    HTML("html", "text/html;charset=utf-8", ".html", false),
    JSONL("jsonl", "application/x-ndjson", ".jsonl", false),
    H2OLOG("h2olog", "application/x-ndjson", ".h2olog.jsonl", false),
    H2OLOG_TEXT("h2olog-text", "text/plain;charset=utf-8", ".h2olog.txt", false),
    /** All that Hydroscope knows of it, for another Hydroscope. */
    SESSION("session", "application/octet-stream", ".hydroscope", false);

    private final String word;
    private final String mediaType;
    private final String extension;
    private final boolean quicOnly;

    ExportFormat(String word, String mediaType, String extension, boolean quicOnly) {
        this.word = word;
        this.mediaType = mediaType;
        this.extension = extension;
        this.quicOnly = quicOnly;
    }

    public static Optional<ExportFormat> of(String word) {
        return Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst();
    }

    /** All of them, as `format=` calls them. */
    public static String words() {
        return Arrays.stream(values()).map(ExportFormat::word).collect(Collectors.joining(", "));
    }

    public String word() {
        return word;
    }

    public String mediaType() {
        return mediaType;
    }

    public String extension() {
        return extension;
    }

    /** It has no place for other connections. */
    public boolean quicOnly() {
        return quicOnly;
    }

    /** It holds requests; the others hold the events of connections. */
    public boolean ofRequests() {
        return this == HAR || this == CSV || this == HTML;
    }

    /** Whether this build can write it: a page needs what the page's build made. */
    public boolean available() {
        return this != HTML || HtmlAssets.load().isPresent();
    }

    /** @param columns of a table */
    public ExchangeWriter writer(OutputStream to, ExportWords words, List<ExportColumn> columns) {
        return switch (this) {
            case HAR -> new HarWriter(to, words.title());
            case CSV -> new CsvWriter(to, columns);
            case HTML -> new HtmlWriter(to, words, HtmlAssets.load().orElseThrow());
            default -> throw new IllegalStateException(word + " holds events");
        };
    }

    /**
     * @param several more than one connection may follow
     * @param description of the whole, "" for none
     */
    public TraceWriter writer(OutputStream to, boolean several, String title, String description) {
        return switch (this) {
            case QLOG -> new QlogWriter(to, QlogStyle.DRAFT, several, title, description);
            case QLOG_JSON -> new QlogWriter(to, QlogStyle.DRAFT_CONTAINED, several, title, description);
            case QLOG_03 -> new QlogWriter(to, QlogStyle.V03, several, title, description);
            case JSONL -> new LinesWriter(to, H2ologWriter.Form.JSONL);
            case H2OLOG -> new LinesWriter(to, H2ologWriter.Form.H2OLOG);
            case H2OLOG_TEXT -> new LinesWriter(to, H2ologWriter.Form.TEXT);
            case HAR, CSV, HTML, SESSION -> throw new IllegalStateException(word + " holds requests");
        };
    }
}

package dev.hydroscope.format;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats that a session can be written in. */
public enum ExportFormat {
    QLOG("qlog", QlogStyle.DRAFT.mediaType(), ".sqlog", true),
    QLOG_JSON("qlog-json", QlogStyle.DRAFT_CONTAINED.mediaType(), ".qlog", true),
    QLOG_03("qlog-0.3", QlogStyle.V03.mediaType(), ".qlog", true),
    JSONL("jsonl", "application/x-ndjson", ".jsonl", false),
    H2OLOG("h2olog", "application/x-ndjson", ".h2olog.jsonl", false);

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
        };
    }
}

package dev.hydroscope.store;

import dev.hydroscope.quic.ConnectionSummary;
import dev.hydroscope.quic.ErrorCode;
import dev.hydroscope.quic.Measure;
import dev.hydroscope.quic.Word;
import java.util.Locale;

/** The stored summary of a QUIC connection, by the connection's ordinal. */
public record QuicRow(long connection, ConnectionSummary summary) {
    /** The name that a standard gives to the code of its close, or "". */
    public String errorName() {
        return summary.knows(Measure.CLOSE_CODE)
                ? ErrorCode.of(summary.get(Word.CLOSE_KIND), summary.get(Measure.CLOSE_CODE)) : "";
    }

    /** Who closed it: server, client, or where this end is not known this_end and other_end; "" where nobody did. */
    public String closedBy() {
        String by = summary.get(Word.CLOSE_BY);
        String vantage = summary.get(Word.VANTAGE);
        if (by.isEmpty() || vantage.isEmpty()) {
            return by.isEmpty() ? "" : by.equals("sent") ? "this_end" : "other_end";
        }
        return vantage.equals("server") == by.equals("sent") ? "server" : "client";
    }

    /** Its end in one line, as `application client H3_NO_ERROR 0x100 bye`; "" where none was told. */
    public String close() {
        if (summary.get(Word.CLOSE_KIND).isEmpty()) {
            return "";
        }
        String code = summary.knows(Measure.CLOSE_CODE)
                ? "0x" + Long.toHexString(summary.get(Measure.CLOSE_CODE)).toLowerCase(Locale.ROOT) : "";
        return String.join(" ", summary.get(Word.CLOSE_KIND), closedBy(), errorName(), code, summary.get(Word.CLOSE_REASON))
                .replaceAll(" +", " ").strip();
    }
}

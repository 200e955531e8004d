package dev.hydroscope.format;

import dev.hydroscope.quic.Verdict.Part;
import dev.hydroscope.trace.Header;
import java.util.List;
import java.util.Locale;

/** A request in a page: a line of a list, and what opens under it. */
final class HtmlRow {
    static final String HEAD = "<div id=\"head\"><span>Time</span><span>Protocol</span><span>Method</span><span>Status</span>"
            + "<span>Authority</span><span>Path</span><span>Duration</span><span>Conn/Req</span></div>\n";
    private static final int DAY = 10;
    private static final int MILLIS = 23;

    private final Exchange of;
    private final StringBuilder html = new StringBuilder(4096);

    /** @param place in the file, from 1 */
    HtmlRow(Exchange of, int place) {
        this.of = of;
        Exchange.Times times = of.times();
        String at = times.told() ? ExportColumn.iso(times.atNanos()) : "";
        html.append("<details data-n=\"").append(place).append("\" data-d=\"").append(times.durationNanos())
                .append("\"><summary>");
        span(at.isEmpty() ? "" : at.substring(0, DAY) + " " + at.substring(DAY + 1, MILLIS));
        span(of.protocol());
        span(of.pseudo(":method"));
        html.append("<span class=\"status ").append(of.status() == 0 ? "none" : "s" + of.status() / 100).append("\">")
                .append(of.status() == 0 ? "" : of.status()).append("</span>");
        span(of.pseudo(":authority"));
        span(of.pseudo(":path"));
        span(duration(times.durationNanos()));
        span(of.conn() + "/" + of.req());
        html.append("</summary><div>");
        facts(at);
        headers("Request", false);
        headers("Response", true);
        html.append("</div></details>\n");
    }

    String text() {
        return html.toString();
    }

    private void span(String text) {
        html.append("<span>").append(VisibleText.html(text)).append("</span>");
    }

    private void facts(String at) {
        html.append("<dl>");
        fact("Began", at);
        fact("Client", of.client().peer());
        fact("Server name", of.client().sni());
        fact("Duration", of.times().until().isEmpty() ? "" : duration(of.times().durationNanos()) + " to its "
                + of.times().until());
        fact("Not whole", String.join(", ", of.gaps()).replace('_', ' '));
        fact("Ended", of.finished() ? "" : "not seen");
        of.verdict().filter(verdict -> of.times().told()).ifPresent(verdict -> {
            for (Part part : Part.values()) {
                long nanos = verdict.nanos()[part.ordinal()];
                fact(part.word().replace('_', ' '), nanos == 0 ? "" : duration(nanos) + String.format(Locale.ROOT, ", %.1f%%",
                        verdict.share(part) * 100));
            }
        });
        html.append("</dl>");
    }

    private void fact(String name, String value) {
        if (!value.isEmpty()) {
            html.append("<dt>").append(name).append("</dt><dd>").append(VisibleText.html(value)).append("</dd>");
        }
    }

    private void headers(String title, boolean response) {
        List<Header> headers = of.headers(response).toList();
        if (headers.isEmpty()) {
            return;
        }
        html.append("<table><caption>").append(title).append("</caption><tbody>");
        for (Header header : headers) {
            String remark = Exchange.remark(header);
            html.append("<tr><th scope=\"row\">").append(VisibleText.html(Exchange.name(header))).append("</th><td>")
                    .append(VisibleText.html(Exchange.value(header)))
                    .append(remark.isEmpty() ? "" : " <em>" + VisibleText.html(remark) + "</em>").append("</td></tr>");
        }
        html.append("</tbody></table>");
    }

    /** Three digits and a unit; "" where it is not known. */
    static String duration(long nanos) {
        if (nanos < 0) {
            return "";
        }
        String[] units = {"ns", "µs", "ms", "s"};
        double amount = nanos;
        int unit = 0;
        while (amount >= 999.5 && unit < units.length - 1) {
            amount /= 1000;
            unit++;
        }
        String form = unit == 0 || amount >= 99.95 ? "%.0f %s" : amount >= 9.995 ? "%.1f %s" : "%.2f %s";
        return String.format(Locale.ROOT, form, amount, units[unit]);
    }
}

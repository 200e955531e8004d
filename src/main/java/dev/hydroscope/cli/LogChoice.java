package dev.hydroscope.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hydroscope.format.H2ologWriter.Form;
import dev.hydroscope.session.LineWish;
import java.util.List;
import picocli.CommandLine.Option;

/** Which events log prints, and as what. */
final class LogChoice {
    private static final List<String> HTTP = List.of("h2o:receive_request", "h2o:receive_request_header",
            "h2o:send_response", "h2o:send_response_header");
    private static final List<String> QUIC = List.of("quicly:*", "h2o:h3*", "!quicly:crypto_update_secret");

    @Option(names = {"-H", "--http"}, description = "HTTP as text: what is printed without it, too")
    private boolean http;
    @Option(names = "--json", description = "JSON with nanoseconds, which import reads; every probe, unless -t or quic says which")
    private boolean json;
    @Option(names = "--old", description = "JSON as the h2olog wrote it that read probes, until 2024; every probe, unless -t or"
            + " quic says which")
    private boolean old;
    @Option(names = {"-t", "--trace"}, paramLabel = "GLOB",
            description = "as JSON, these probes only, as often as you like: quicly:packet_*, send_response; !GLOB takes away")
    private List<String> globs = List.of();
    @Option(names = {"-s", "--response-header"}, paramLabel = "HEADER", description = "of response headers these only")
    private List<String> headers = List.of();
    @Option(names = {"-a", "--application-data"}, description = "also payloads and tokens")
    private boolean appData;
    @Option(names = "--filter", paramLabel = "QUERY", defaultValue = "", description = {
        "only what belongs to requests for which this holds, in the page's query language; a request's lines are printed together"
            + " once it is whole"})
    private String filter;
    @Option(names = {"-S", "--sample-ratio"}, paramLabel = "RATIO", defaultValue = "1",
            description = "this share of connections, above 0 up to 1")
    private double sample;
    @Option(names = {"-A", "--address"}, paramLabel = "ADDRESS[/BITS]", description = "connections from there only")
    private List<String> addresses = List.of();
    @Option(names = {"-N", "--sni"}, paramLabel = "NAME",
            description = "connections to that server name only: *.example.com; with -A either is enough")
    private List<String> names = List.of();
    @Option(names = "--redact", paramLabel = "HEADER", split = ",", arity = "1",
            description = "mask the values of these (authorization, cookie, proxy-authorization, set-cookie); none: of none")
    private List<String> redact = List.of();
    @Option(names = "--value-limit", paramLabel = "BYTES", defaultValue = "1024", description = "cut longer values, 16 to 8192")
    private int valueLimit;

    /** What is wrong with them, or "". */
    String wrong(String what) {
        boolean quic = what.equals("quic");
        return !quic && !what.isEmpty() ? "there is no log " + what + ": it is log, or log quic"
                : http && (quic || json || old || !globs.isEmpty())
                ? "-H prints HTTP only: leave out quic, --json, --old and -t"
                : json && old ? "--json and --old: one of them says how it is written" : "";
    }

    Form form(String what) {
        return json ? Form.JSONL : old ? Form.OLD : what.isEmpty() && globs.isEmpty() ? Form.TEXT : Form.H2OLOG;
    }

    /** Globs over what is printed. */
    List<String> probes(String what) {
        boolean all = (json || old) && what.isEmpty();
        return !globs.isEmpty() ? globs : form(what) == Form.TEXT ? HTTP : all ? List.of("*") : QUIC;
    }

    /** What there is to list: all, unless it was said what is wanted. */
    List<String> listed(String what) {
        return !http && form(what) == Form.TEXT ? List.of("*") : probes(what);
    }

    /** @param socket H2O has chosen the probes, and says of each line on which connection it was */
    LineWish wish(String what, boolean socket) {
        boolean numbered = form(what) != Form.TEXT && !socket;
        return new LineWish(socket ? List.of("*") : probes(what), headers, numbered, LineWish.filter(filter));
    }

    /** As POST /api/sessions takes it, which checks every field. */
    void into(ObjectNode body, String what, boolean socket) {
        list(body, "probes", probes(what));
        list(body, "addresses", addresses);
        list(body, "sni", names);
        body.put("sample", sample);
        body.put("valueLimit", valueLimit);
        if (!redact.isEmpty()) {
            list(body, "redact", redact.equals(List.of("none")) ? List.of() : redact);
        }
        // H2O's socket takes headers for application data
        body.put("appData", appData || socket && (form(what) == Form.TEXT || !filter.isEmpty()));
    }

    private static void list(ObjectNode body, String field, List<String> items) {
        items.forEach(body.putArray(field)::add);
    }
}

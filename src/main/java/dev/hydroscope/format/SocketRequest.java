package dev.hydroscope.format;

import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.probe.Selection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What H2O is asked over its h2olog socket. It takes exact names only, and finds no fault with names it does not know; what
 * its log does not have at all is not asked for.
 *
 * @param probes globs over `provider:name`
 * @param addresses of clients, exact; with none all are wanted, likewise of names
 * @param appData header names, header values and payloads too; of a server that is not set to give them comes nothing then
 */
public record SocketRequest(List<String> probes, List<String> addresses, List<String> sni, double sample, boolean appData) {
    private static final Selection LOGGED = Selection.of(List.of("*", "!h2o:connect_*", "!h2o:h2_unknown_frame_type",
            "!h2o:h3_forwarded_packet_receive", "!h2o:h3_packet_*", "!h2o:h3s_stream_set_state", "!h2o:io_uring_*",
            "!quicly:packet_decryption_failed", "!quicly:quictrace_*"));

    /** Those of the catalogue that H2O's log has. */
    public static List<Probe> logged() {
        return Catalogue.load().probes().stream().filter(probe -> LOGGED.includes(probe.provider(), probe.name())).toList();
    }

    /** Of them, those that are asked for. */
    public List<Probe> wanted() {
        Selection selection = Selection.of(probes);
        return logged().stream().filter(probe -> selection.includes(probe.provider(), probe.name())).toList();
    }

    /** HTTP/1.0, as then nothing but the lines follows the answer's head. */
    public byte[] bytes() {
        List<String> query = new ArrayList<>();
        List<Probe> wanted = wanted();
        if (wanted.size() < logged().size()) {
            wanted.forEach(probe -> query.add("trace=" + encoded(JsonLines.upstream(probe))));
        }
        addresses.forEach(address -> query.add("address=" + encoded(address)));
        sni.forEach(name -> query.add("sni=" + encoded(name)));
        if (sample < 1) {
            query.add("sample-ratio=" + sample);
        }
        if (appData) {
            query.add("application-data=1");
        }
        String path = "/.well-known/h2olog" + (query.isEmpty() ? "" : "?" + String.join("&", query));
        return ("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

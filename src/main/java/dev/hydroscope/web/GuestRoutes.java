package dev.hydroscope.web;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a link's holder may ask: these addresses of the one session, and nothing else until someone puts it here. */
final class GuestRoutes {
    /** As they are added to the server, so that a test holds one list against the other. */
    static final List<String> OF_SESSION = List.of("", "/requests", "/requests/{conn}/{req}", "/connections", "/connections/{conn}",
            "/connections/{conn}/events", "/connections/{conn}/packets", "/connections/{conn}/packets/{direction}/{space}/{number}",
            "/connections/{conn}/streams", "/connections/{conn}/streams/{stream}", "/connections/{conn}/multiplexing",
            "/connections/{conn}/series", "/connections/{conn}/marks", "/connections/{conn}/tcp", "/connections/{conn}/quic",
            "/quic", "/completions", "/probes", "/probes/events", "/probes/argument", "/losses", "/facets", "/groups",
            "/differences", "/overview",
            "/scatter", "/lanes", "/live", "/notes", "/export");
    static final Set<String> OF_ALL = Set.of("/api/viewer", "/api/sessions");
    /** A copy of the session's file would hold all of it. */
    static final Set<String> FORMATS = Set.of("jsonl", "h2olog", "h2olog-text", "qlog", "qlog-json", "qlog-0.3", "har", "csv",
            "html");
    /** How far a download of their own is, which only they have the key of. */
    private static final Pattern EXPORT = Pattern.compile("/api/exports/[A-Za-z0-9_-]{22,64}");
    private static final Pattern ADDRESS = Pattern.compile("/api/sessions/([0-9a-z]+)((?:/[0-9a-z_-]+)*)");
    private static final List<Pattern> ALLOWED = OF_SESSION.stream()
            .map(route -> Pattern.compile(route.replaceAll("\\{[a-z]+}", "-?[0-9a-z]+"))).toList();

    private GuestRoutes() {
    }

    /** @param formats what stands under `format` behind the question mark */
    static boolean allow(String method, String path, List<String> formats, String session) {
        if (EXPORT.matcher(path).matches()) {
            return List.of("GET", "DELETE").contains(method);
        }
        if (!method.equals("GET")) {
            return false;
        }
        Matcher address = ADDRESS.matcher(path);
        return OF_ALL.contains(path) || address.matches() && address.group(1).equals(session)
                && ALLOWED.stream().anyMatch(route -> route.matcher(address.group(2)).matches())
                && (!address.group(2).equals("/export") || formats.size() == 1 && FORMATS.containsAll(formats));
    }
}

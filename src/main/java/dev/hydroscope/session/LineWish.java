package dev.hydroscope.session;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.probe.Selection;
import dev.hydroscope.query.LiveQuery;
import dev.hydroscope.query.Query;
import dev.hydroscope.query.QuerySyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Which events somebody wants as they come, of those that are captured.
 *
 * @param probes globs over `provider:name`
 * @param responseHeaders in lower case, of response headers these only; with none all are wanted
 * @param numbered whether to say of each event on which connection it was, which takes until that is known
 * @param filter holds of the requests whose events are wanted; those of no request are not, unless it asks nothing
 */
public record LineWish(List<String> probes, List<String> responseHeaders, boolean numbered, Query filter) {
    public LineWish {
        probes = List.copyOf(probes);
        responseHeaders = responseHeaders.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /** @throws Problem where the query cannot be understood, or asks what only a stored session knows */
    public static Query filter(String text) {
        try {
            Query query = Query.parse(text);
            new LiveQuery(query);
            return query;
        } catch (QuerySyntaxException e) {
            throw new Problem(Problem.Kind.INVALID, "the query cannot be understood: " + e.getMessage(), e.hint(), e);
        } catch (IllegalArgumentException e) {
            throw new Problem(Problem.Kind.INVALID, e.getMessage(), "save the session, and ask that", e);
        }
    }

    boolean filtered() {
        return !filter.everything();
    }

    /** Whether events have to be put together before it can be told whose they are. */
    boolean together(SessionSettings settings) {
        return numbered || filtered() || chosen(settings);
    }

    /** Which of what is captured is wanted: all, but what only tells requests or connections apart. */
    Predicate<Probe> printed(SessionSettings captured) {
        if (captured.preset().isEmpty()) {
            return probe -> true;
        }
        Selection beside = Selection.of(Selection.Preset.of(captured.preset()).globs());
        Selection wanted = Selection.of(probes.stream().map(text -> text.replaceFirst("^(!?)u:", "$1").replaceFirst("\\(.*", ""))
                .toList());
        return probe -> !beside.includes(probe.provider(), probe.name()) || wanted.includes(probe.provider(), probe.name());
    }

    /** Whether we choose among connections; H2O's socket does so itself. */
    static boolean chosen(SessionSettings settings) {
        return settings.socket().isEmpty() && !(settings.addresses().isEmpty() && settings.sni().isEmpty());
    }

    /** What to capture for it: also what tells requests or connections apart, and of headers no more than are wanted. */
    SessionSettings captured(SessionSettings settings) {
        if (!settings.socket().isEmpty()) {
            return settings;
        }
        String beside = filtered() ? Selection.Preset.HTTP.word() : together(settings) ? Selection.Preset.CONNECTIONS.word() : "";
        return settings.beside(beside, filtered() ? List.of() : responseHeaders);
    }
}

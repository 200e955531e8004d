package dev.hydroscope.web;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.query.ArgumentQuery;
import dev.hydroscope.query.ValuesOverTime;
import dev.hydroscope.query.Window;
import dev.hydroscope.session.Sessions;
import dev.hydroscope.store.ArgumentSummary;
import dev.hydroscope.store.EventRow;
import dev.hydroscope.store.Firings;
import dev.hydroscope.store.Reader;
import dev.hydroscope.trace.Event;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Predicate;

/** What the probes of a session fired: how often and when, the events of one, the values of an argument. */
final class ProbeRoutes {
    private static final String PROBES = "/api/sessions/{session}/probes";
    private static final long BUDGET_NANOS = 400_000_000;
    private static final long SECOND = 1_000_000_000L;
    private static final int LONGEST_SECONDS = 30;
    private static final int WIDEST = 1000;
    private static final int USUAL_STEPS = 120;
    private static final int USUAL_POINTS = 1000;
    private static final int MOST_BINS = 400;

    private final Sessions sessions;

    ProbeRoutes(Sessions sessions) {
        this.sessions = sessions;
    }

    void add(RoutesConfig routes) {
        routes.get(PROBES, this::probes);
        routes.get(PROBES + "/events", this::events);
        routes.get(PROBES + "/argument", this::argument);
    }

    private void probes(Context request) {
        Parameters parameters = new Parameters(request);
        Span span = Span.of(parameters);
        int steps = (int) parameters.number("buckets", 1, WIDEST, USUAL_STEPS);
        Routes.send(request, Sight.steady(request, sessions, reader -> {
            Course course = course(request, reader);
            return new ProbeJson(course).all(reader.firings(), span.window(course, steps));
        }));
    }

    private void events(Context request) {
        Parameters parameters = new Parameters(request);
        Routes.send(request, Sight.read(request, sessions, reader -> {
            Firings firings = reader.firings();
            Firings.Wish wish = wish(parameters, found(firings, parameters).probe());
            long since = course(request, reader).originNanos();
            return TraceRoutes.page(firings.newest(wish, parameters.limit(), parameters.text("after"), budget(parameters)),
                    row -> ProbeJson.event(row, since));
        }));
    }

    private enum Kind { HISTOGRAM, TOP, TIME }

    private void argument(Context request) {
        Parameters parameters = new Parameters(request);
        Kind kind = parameters.choice("kind", Kind.class, Kind.HISTOGRAM);
        Routes.send(request, Sight.read(request, sessions, reader -> {
            Firings firings = reader.firings();
            Probe probe = found(firings, parameters).probe();
            Asked asked = Asked.of(probe, parameters.text("argument"));
            Firings.Wish wish = wish(parameters, probe);
            Course course = course(request, reader);
            return switch (kind) {
                case HISTOGRAM -> histogram(firings, wish, asked, parameters);
                case TOP -> top(firings, wish, asked, parameters);
                case TIME -> time(firings, wish, asked, parameters, course);
            };
        }));
    }

    private Object histogram(Firings firings, Firings.Wish wish, Asked asked, Parameters parameters) {
        if (parameters.text("least").isEmpty()) {
            Summed summed = sum(firings, wish, asked, parameters);
            return ProbeJson.looked(ProbeJson.powers(asked, summed.summary()), summed.looked());
        }
        long least = parameters.number("least", Long.MIN_VALUE, Long.MAX_VALUE, 0);
        long most = parameters.number("most", least, Long.MAX_VALUE, least);
        int bins = (int) parameters.number("bins", 1, MOST_BINS, 50);
        LinearHistogram histogram = new LinearHistogram(least, most, bins);
        ArgumentSummary summary = new ArgumentSummary(asked.text());
        Firings.Looked looked = firings.each(wish, false, budget(parameters), row -> {
            if (asked.has(row.event())) {
                histogram.add(asked.number(row.event()));
            }
            asked.add(row.event(), summary);
        });
        return ProbeJson.looked(ProbeJson.linear(asked, summary, histogram), looked);
    }

    private Object top(Firings firings, Firings.Wish wish, Asked asked, Parameters parameters) {
        Summed summed = sum(firings, wish, asked, parameters);
        return ProbeJson.looked(ProbeJson.top(asked, summed.summary(), (int) parameters.number("limit", 1, 256, 50)),
                summed.looked());
    }

    private record Summed(ArgumentSummary summary, Firings.Looked looked) {
    }

    /** What was added up as it was written, where that is what is asked for; else the events are looked at. */
    private static Summed sum(Firings firings, Firings.Wish wish, Asked asked, Parameters parameters) {
        if (parameters.text("q").isBlank() && wish.fromNanos() == 0 && wish.toNanos() == 0) {
            Optional<ArgumentSummary> whole = firings.summary(wish.probe(), asked.name());
            if (whole.isPresent()) {
                long events = whole.get().count() + whole.get().missing();
                return new Summed(whole.get(), new Firings.Looked(events, events, true));
            }
        }
        ArgumentSummary summary = new ArgumentSummary(asked.text());
        return new Summed(summary, firings.each(wish, false, budget(parameters), row -> asked.add(row.event(), summary)));
    }

    private Object time(Firings firings, Firings.Wish wish, Asked asked, Parameters parameters, Course course) {
        int steps = (int) parameters.number("buckets", 1, WIDEST, USUAL_STEPS);
        int points = (int) parameters.number("points", 0, 5000, USUAL_POINTS);
        Window window = new Span(wish.fromNanos(), wish.toNanos()).window(course, steps);
        ValuesOverTime values = new ValuesOverTime(window, points);
        Firings.Looked looked = firings.each(wish, true, budget(parameters), row -> {
            Event event = row.event();
            if (asked.has(event)) {
                values.add(new ValuesOverTime.Point(event.atNanos(), event.tid(), event.seq(), asked.number(event)));
            }
        });
        return ProbeJson.looked(new ProbeJson(course).over(asked, values), looked);
    }

    private static Firings.Wish wish(Parameters parameters, Probe probe) {
        Span span = Span.of(parameters);
        Predicate<Event> holds = ArgumentQuery.parse(probe, parameters.text("q"));
        Predicate<EventRow> wanted = row -> holds.test(row.event());
        return new Firings.Wish(probe.key(), span.from(), span.to(), wanted);
    }

    private static Firings.Fired found(Firings firings, Parameters parameters) {
        String key = parameters.text("probe");
        return firings.find(key).orElseThrow(() -> TraceRoutes.missing("event of " + key));
    }

    private static long budget(Parameters parameters) {
        long seconds = parameters.number("seconds", 0, LONGEST_SECONDS, 0);
        return seconds == 0 ? BUDGET_NANOS : seconds * SECOND;
    }

    private Course course(Context request, Reader reader) {
        return Course.of(sessions.get(Routes.session(request)), reader);
    }

    /** Between two moments; 0: no bound. */
    private record Span(long from, long to) {
        static Span of(Parameters parameters) {
            Span span = new Span(parameters.time("from"), parameters.time("to"));
            if (span.to != 0 && span.to <= span.from) {
                throw new Refusal(400, "to is not after from", "send a from that is before to, or leave to away");
            }
            return span;
        }

        Window window(Course course, int steps) {
            long begin = from == 0 ? Math.min(course.fromNanos(), to == 0 ? Long.MAX_VALUE : to) : from;
            return Window.of(begin, to == 0 ? Math.max(begin, course.toNanos()) : to, steps);
        }
    }

    /** The argument that is asked about, or what every event has. */
    record Asked(String name, Argument argument, int at) {
        private static final long MISSING = Event.NULL | Event.UNREADABLE | Event.WITHHELD | Event.ABSENT;
        private static final long UNKNOWN_LENGTH = 0xffffffffL;

        static Asked of(Probe probe, String name) {
            int at = probe.argument(name);
            if (at < 0 && !name.equals(Firings.TID) && !name.equals(Firings.PID)) {
                throw new Refusal(404, probe.key() + " has no argument " + name, "GET …/probes lists them");
            }
            return new Asked(name, at < 0 ? new Argument(name, Argument.Kind.INT, "", Argument.Sensitivity.NONE)
                    : probe.arguments().get(at), at);
        }

        boolean text() {
            return !argument.kind().number();
        }

        boolean has(Event event) {
            return !text() || !event.has(at, MISSING);
        }

        /** Of a text its length. */
        long number(Event event) {
            if (text()) {
                long length = event.originalLength(at);
                return length == UNKNOWN_LENGTH ? event.captured(at) : length;
            }
            return at >= 0 ? event.number(at) : name.equals(Firings.TID) ? event.tid() : event.pid();
        }

        void add(Event event, ArgumentSummary summary) {
            if (at >= 0) {
                summary.add(event, at);
            } else {
                summary.add(number(event));
            }
        }
    }
}

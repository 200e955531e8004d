package dev.hydroscope.web;

import dev.hydroscope.format.ExportColumn;
import dev.hydroscope.format.ExportFormat;
import dev.hydroscope.format.ExportWords;
import dev.hydroscope.query.Scope;
import dev.hydroscope.session.Export;
import dev.hydroscope.session.ExportWish;
import dev.hydroscope.session.Exporting;
import dev.hydroscope.session.Sessions;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * GET …/export: a session as a file, written while it is read; what would be refused is refused before its first byte. With
 * a key one can ask how far it is, and cancel it.
 */
final class ExportRoute {
    static final int MOST_EXPORTS = 8;

    private final Sessions sessions;
    private final Seats exports = new Seats(MOST_EXPORTS);
    private final Exports known = new Exports();

    ExportRoute(Sessions sessions) {
        this.sessions = sessions;
    }

    void add(RoutesConfig routes) {
        routes.get("/api/sessions/{session}/export", this::export);
        routes.get("/api/exports/{key}", known::show);
        routes.delete("/api/exports/{key}", known::cancel);
    }

    private void export(Context request) {
        Parameters parameters = new Parameters(request);
        Exporting progress = known.begin(parameters.text("progress"));
        try {
            write(request, parameters, progress);
        } catch (RuntimeException e) {
            progress.failed(e.getMessage());
            throw e;
        }
    }

    private void write(Context request, Parameters parameters, Exporting progress) {
        ExportWish wish = wish(parameters);
        Export export = new Export(sessions, Sight.of(request), Routes.session(request), wish);
        if (!exports.take(request)) {
            throw new Refusal(503, "as many exports are under way already as there may be", "wait for one of them, then try again");
        }
        try {
            request.res().setContentType(wish.format().mediaType());
            request.res().setHeader("Content-Disposition", "attachment; filename=\"" + export.fileName() + "\"");
            export.write(whileShown(request, progress), progress);
        } catch (IOException gone) {
            // who asked has left, or cancelled it: this is how some exports end
            cut(request);
        } catch (RuntimeException e) {
            if (request.res().isCommitted()) {
                cut(request);
            }
            throw e;
        } finally {
            exports.leave(request);
        }
    }

    /** A link that is revoked or expires ends what was begun with it. */
    private OutputStream whileShown(Context request, Exporting progress) throws IOException {
        OutputStream out = request.res().getOutputStream();
        return Guests.link(request).isEmpty() ? out : new FilterOutputStream(out) {
            @Override
            public void write(byte[] some, int from, int count) throws IOException {
                try {
                    Guests.requireLife(request, sessions.links());
                } catch (Refusal refused) {
                    progress.cancel();
                    throw new IOException(refused);
                }
                out.write(some, from, count);
            }
        };
    }

    private static ExportWish wish(Parameters parameters) {
        ExportFormat format = ExportFormat.of(parameters.text("format")).orElseThrow(() -> new Refusal(422,
                "there is no format \"" + parameters.text("format") + "\"", "one of " + ExportFormat.words()));
        Scope.Order order = parameters.choice("order", Scope.Order.class, Scope.Order.OLDEST);
        if (order != Scope.Order.NEWEST && order != Scope.Order.OLDEST) {
            throw new Refusal(422, "a file has its requests by time", "send order=newest or order=oldest");
        }
        return new ExportWish(format, parameters.number("conn", 0, 1L << 53, Export.ALL), parameters.text("q"),
                parameters.time("from"), parameters.time("to"), order == Scope.Order.NEWEST, columns(parameters),
                (int) parameters.number("limit", 1, ExportWords.MOST, ExportWords.USUAL_MOST));
    }

    private static List<ExportColumn> columns(Parameters parameters) {
        String text = parameters.text("columns");
        List<String> names = text.isEmpty() ? List.of() : List.of(text.split(","));
        names.stream().filter(name -> ExportColumn.of(name).isEmpty()).findFirst().ifPresent(name -> {
            throw new Refusal(422, "there is no column \"" + name + "\"",
                    "send req.NAME, res.NAME, verdict.KIND or some of " + ExportColumn.words());
        });
        return ExportColumn.of(names);
    }

    /** Half a file must not look like a whole one: it ends without an end. */
    private static void cut(Context request) {
        ServletContextRequest.getServletContextRequest(request.req()).getConnectionMetaData().getConnection().getEndPoint().close();
    }
}

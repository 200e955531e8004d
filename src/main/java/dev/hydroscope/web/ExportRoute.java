package dev.hydroscope.web;

import dev.hydroscope.format.ExportFormat;
import dev.hydroscope.session.Export;
import dev.hydroscope.session.Sessions;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** GET …/export: a session as a file, written while it is read; what would be refused is refused before its first byte. */
final class ExportRoute {
    static final int MOST_EXPORTS = 8;

    private final Sessions sessions;
    private final Semaphore exports = new Semaphore(MOST_EXPORTS);

    ExportRoute(Sessions sessions) {
        this.sessions = sessions;
    }

    void add(RoutesConfig routes) {
        routes.get("/api/sessions/{session}/export", this::export);
    }

    private void export(Context request) {
        Parameters parameters = new Parameters(request);
        ExportFormat format = ExportFormat.of(parameters.text("format")).orElseThrow(() -> new Refusal(422,
                "there is no format \"" + parameters.text("format") + "\"", "one of " + ExportFormat.words()));
        long conn = parameters.number("conn", 0, 1L << 53, Export.ALL);
        Export export = new Export(sessions, Sight.of(request), Routes.session(request), format, conn, parameters.text("q"));
        if (!exports.tryAcquire()) {
            throw new Refusal(503, MOST_EXPORTS + " exports are under way already", "wait for one of them, then try again");
        }
        try {
            request.res().setContentType(format.mediaType());
            request.res().setHeader("Content-Disposition", "attachment; filename=\"" + export.fileName() + "\"");
            export.write(request.res().getOutputStream());
        } catch (IOException gone) {
            // who asked has left: this is how some exports end
            cut(request);
        } catch (RuntimeException e) {
            cut(request);
            throw e;
        } finally {
            exports.release();
        }
    }

    /** Half a file must not look like a whole one: it ends without an end. */
    private static void cut(Context request) {
        if (request.res().isCommitted()) {
            ServletContextRequest.getServletContextRequest(request.req()).getConnectionMetaData().getConnection().getEndPoint()
                    .close();
        }
    }
}

package dev.hydroscope.session;

import dev.hydroscope.format.ExportFormat;
import dev.hydroscope.format.ExportWords;
import dev.hydroscope.store.Lens;
import dev.hydroscope.store.StoreException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A session, or what of it is wanted, as a file of another format; read page by page, so that its size does not matter and
 * whoever reads slowly holds no file.
 */
public final class Export {
    /** Every connection. */
    public static final long ALL = -1;

    private static final int BUFFER = 1 << 16;

    private final Sessions sessions;
    private final Lens lens;
    private final SessionInfo session;
    private final ExportWish wish;

    /**
     * Refuses here what cannot be written.
     *
     * @param lens what of it is given out
     */
    public Export(Sessions sessions, Lens lens, String id, ExportWish wish) {
        this.sessions = sessions;
        this.lens = lens;
        this.session = sessions.get(id);
        this.wish = wish;
        wish.requests();
        if (wish.format() == ExportFormat.SESSION && (wish.narrowed() || wish.conn() != ALL || !lens.clear() || !lens.whole())) {
            throw new Problem(Problem.Kind.INVALID, "a session file holds the whole session",
                    "leave the query, the times and the connection out, or choose another format");
        }
        if (!wish.format().available()) {
            throw new Problem(Problem.Kind.UNAVAILABLE, "the page is not part of this build, and " + wish.format().word()
                    + " needs its pieces", "build it with mvn package, without -Dfrontend.skip, or choose another format");
        }
        if (wish.conn() != ALL && sessions.read(id, lens, reader -> reader.connection(wish.conn())).isEmpty()) {
            throw new Problem(Problem.Kind.MISSING, "this session holds no connection " + wish.conn(),
                    "its connections are listed on its page and at /api/sessions/" + id + "/connections");
        }
    }

    /** Safe in a header and in a folder, whatever the session is called. */
    public String fileName() {
        String name = session.name().replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[.-]+", "");
        String start = name.isEmpty() ? session.id() : name.substring(0, Math.min(60, name.length()));
        return start + (wish.conn() == ALL ? "" : "-" + wish.conn()) + (wish.narrowed() ? "-selection" : "")
                + wish.format().extension();
    }

    public void write(OutputStream to) throws IOException {
        write(to, new Exporting());
    }

    /** Tells how far it is; whatever ends it before its end is told there, too. What it is written to stays open. */
    public void write(OutputStream to, Exporting progress) throws IOException {
        try {
            OutputStream out = new BufferedOutputStream(progress.counting(to), BUFFER);
            write(new ChosenRequests(sessions, lens, session, wish, progress), out, progress);
            out.flush();
            progress.done();
        } catch (IOException e) {
            progress.failed("whoever received it has left");
            throw e;
        } catch (Problem | StoreException e) {
            progress.failed(e.getMessage());
            throw e;
        } catch (RuntimeException e) {
            progress.failed("Hydroscope has a fault; its log says more");
            throw e;
        }
    }

    private void write(ChosenRequests chosen, OutputStream out, Exporting progress) throws IOException {
        ExportFormat format = wish.format();
        if (format == ExportFormat.SESSION) {
            new BundleExport(sessions, session, progress).write(out);
            return;
        }
        String title = session.name().isEmpty() ? session.id() : session.name();
        String note = lens.clear() ? session.note() : "";
        if (format.ofRequests()) {
            ExportWords words = new ExportWords(title, note, wish.asked(Nanos::iso), wish.most());
            new RequestExport(session, progress).write(chosen, format.writer(out, words, wish.columns()));
        } else {
            new EventExport(sessions, lens, session, wish, progress)
                    .write(chosen, format.writer(out, wish.conn() == ALL, title, note));
        }
    }
}

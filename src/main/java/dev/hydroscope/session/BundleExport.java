package dev.hydroscope.session;

import dev.hydroscope.store.BundleOutput;
import dev.hydroscope.store.BundleRows;
import dev.hydroscope.store.Lens;
import dev.hydroscope.store.Reader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A session as one file, with everything that is known of it. One that is over is read piece by piece, as fast as it is taken;
 * of one that runs, all of one moment is gathered first, so that whoever takes it slowly does not keep that moment.
 */
final class BundleExport {
    private final Sessions sessions;
    private final SessionInfo session;
    private final Exporting progress;

    /** Gives the next piece of the rows. */
    private interface Pieces {
        byte[] next(BundleRows rows);
    }

    BundleExport(Sessions sessions, SessionInfo session, Exporting progress) {
        this.sessions = sessions;
        this.session = session;
        this.progress = progress;
    }

    void write(OutputStream out) throws IOException {
        if (session.over()) {
            String id = session.id();
            BundleHead head = head(session, sessions.read(id, reader -> reader.times().latestAt()));
            write(head, out, rows -> sessions.read(id, rows::next));
        } else {
            gathered(out);
        }
        progress.reached(session.counts().requests(), session.counts().requests(), 1);
    }

    private void gathered(OutputStream out) throws IOException {
        try (Gatherings.Gathering gathering = sessions.gatherings().begin(session.id(), session.bytes(),
                "the session's file, which is gathered there while it runs,")) {
            sessions.read(session.id(), reader -> reader.steady(steady -> gather(steady, gathering.file())));
            gathering.copyTo(out);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private BundleHead gather(Reader steady, Path file) {
        SessionInfo now = sessions.get(session.id());
        Counts counts = Counts.stored(now.counts(), steady.counts());
        BundleHead head = head(now.in(now.state(), now.note(), now.endedAt(), counts, now.bytes()), steady.times().latestAt());
        try (OutputStream to = Files.newOutputStream(file)) {
            write(head, to, rows -> rows.next(steady));
            return head;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BundleHead head(SessionInfo info, long through) {
        List<SessionNote> notes = sessions.notes().of(info.id(), Lens.NONE);
        return BundleHead.of(info, notes, through);
    }

    private void write(BundleHead head, OutputStream to, Pieces pieces) throws IOException {
        BundleOutput out = new BundleOutput(to);
        out.head(Json.bytes(head));
        BundleRows rows = new BundleRows();
        long bytes = 0;
        for (byte[] piece = pieces.next(rows); piece.length > 0; piece = pieces.next(rows)) {
            progress.check();
            out.write(piece);
            bytes += piece.length;
            progress.reached(0, -1, bytes / (double) Math.max(bytes + 1, session.bytes()));
        }
        out.end();
    }
}

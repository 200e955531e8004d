package dev.hydroscope.session;

import dev.hydroscope.session.SessionInfo.State;
import dev.hydroscope.store.Loss;
import dev.hydroscope.store.SessionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sessions that were running when Hydroscope or its machine went down: opened again, sealed, and the crash told. */
final class Recovery {
    /** A write, and the longest that the database keeps one back. */
    private static final int MOST_LOST_MILLIS = 1000;

    private final DataFolder folder;
    private final OpenFiles files;
    private final Map<String, Instant> ends = new HashMap<>();

    /** Before anything is opened: the list is written every second while sessions run, and their files as events come. */
    Recovery(DataFolder folder, OpenFiles files, Instant listed, List<SessionInfo> crashed) {
        this.folder = folder;
        this.files = files;
        for (SessionInfo info : crashed) {
            Instant written = folder.written(folder.session(info.id()));
            ends.put(info.id(), written.isAfter(listed) ? written : listed);
            // the times of what comes of a file are those of the file
            if (!info.origin().source().equals("file")) {
                files.crashed(info.id(), Nanos.of(info.startedAt()), Nanos.of(ends.get(info.id())));
            }
        }
    }

    SessionInfo mend(SessionInfo info) {
        Path file = folder.session(info.id());
        try {
            Instant crashed = ends.get(info.id());
            Counts counts = files.read(info.id(), file, reader -> stored(info.counts(), reader.counts(), reader.losses()));
            long gone = gone(info.counts(), counts.events());
            String note = "ended by a crash at " + Nanos.iso(crashed) + "; "
                    + (gone == 0 ? "" : gone + " events that had been counted are gone, and ")
                    + "of the last " + MOST_LOST_MILLIS + " ms before it some may be lost";
            return info.in(State.SEALED, below(info.note(), note), Optional.of(crashed), counts, Files.size(file))
                    .with(info.caveats().withCrash());
        } catch (IOException | RuntimeException e) {
            String note = "ended by a crash, and its file cannot be opened: " + e.getMessage();
            return info.in(State.FAILED, below(info.note(), note), Optional.of(Instant.now()), info.counts(), info.bytes())
                    .with(info.caveats().withCrash());
        }
    }

    /**
     * The file knows what it holds; of all before it the catalogue knows what was so a second ago at most, be it that the
     * file never came to know it: what was counted then and is not in it is lost.
     */
    static Counts stored(Counts known, dev.hydroscope.store.Counts file, List<Loss> losses) {
        Counts.Lost before = known.lost();
        Counts.Lost lost = new Counts.Lost(Math.max(before.kernel(), lost("kernel", losses)),
                Math.max(before.queue(), lost("queue", losses)),
                Math.max(before.store(), lost("store", losses)) + gone(known, file.events()), before.unattached());
        long hits = file.events() + known.filtered() + known.sampledOut() + known.undecodable() + lost.total();
        return new Counts(hits, file.events(), file.connections(), file.requests(), file.headers(), file.packets(),
                file.truncated(), known.undecodable(), known.filtered(), known.sampledOut(), lost);
    }

    private static long gone(Counts known, long stored) {
        return Math.max(0, known.events() - stored);
    }

    private static long lost(String hop, List<Loss> losses) {
        return losses.stream().filter(loss -> loss.hop().equals(hop)).mapToLong(Loss::count).sum();
    }

    private static String below(String note, String more) {
        return note.isEmpty() ? more : note + "\n" + more;
    }
}

package dev.hydroscope.session;

import dev.hydroscope.store.Bundle;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A session file as it comes: read once, and taken in whole or not at all. */
final class BundleImport {
    private static final long MOST_BYTES = 256L << 30;
    /** What else writes to the disk must find room, too. */
    private static final long RESERVE_BYTES = 256L << 20;

    private final DataFolder folder;
    private final List<SessionInfo> known;
    private List<SessionNote> notes = List.of();

    BundleImport(DataFolder folder, List<SessionInfo> known) {
        this.folder = folder;
        this.known = known;
    }

    /** So that its first bytes can be looked at. */
    static InputStream marked(InputStream content) {
        return new BufferedInputStream(content, 1 << 16);
    }

    static boolean begins(InputStream marked) {
        try {
            marked.mark(Bundle.BEGINNING);
            byte[] beginning = marked.readNBytes(Bundle.BEGINNING);
            marked.reset();
            return Bundle.begins(beginning);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** @param expected bytes; -1 where nobody knows */
    SessionInfo take(InputStream content, long expected) {
        folder.requireRoom(Math.max(0, expected) * 2 + RESERVE_BYTES, "importing this session");
        String id = SessionId.at(System.currentTimeMillis());
        Path arriving = folder.arriving(id);
        try (Bundle bundle = Bundle.open(content, this::requireRoom)) {
            BundleHead head = BundleHead.read(bundle.head());
            bundle.restore(arriving);
            notes = head.notes().stream().map(BundleHead.Noted::note).toList();
            Path file = folder.session(id);
            Files.move(arriving, file, StandardCopyOption.ATOMIC_MOVE);
            return head.info(id, Files.size(file), told(head));
        } catch (IOException e) {
            throw broken(e);
        } catch (RuntimeException e) {
            throw Storage.problem(e);
        }
    }

    private void requireRoom(long bytes) {
        if (bytes > MOST_BYTES) {
            throw new Problem(Problem.Kind.TOO_LARGE, "the session is larger than 256 GiB", "export what you need of it");
        }
        folder.requireRoom(RESERVE_BYTES, "what else it keeps");
    }

    private List<String> told(BundleHead head) {
        List<String> told = new ArrayList<>();
        told.add("imported " + Nanos.iso(Instant.now()) + " from a session file, written " + Nanos.iso(head.writtenAt())
                + " of session " + head.id());
        if (!head.whole()) {
            told.add("it was running when its file was written: what it holds goes until " + Nanos.iso(head.through()));
        }
        known.stream().filter(info -> info.id().equals(head.id()) || info.caveats().original().equals(head.id())).forEach(
                info -> told.add("the same session is here already: " + info.id()));
        return told;
    }

    List<SessionNote> notes() {
        return notes;
    }

    private static Problem broken(IOException e) {
        return new Problem(Problem.Kind.MALFORMED, "the file did not arrive whole: " + DataFolder.reason(e),
                "send it again; see also that the data folder's disk has room", e);
    }
}

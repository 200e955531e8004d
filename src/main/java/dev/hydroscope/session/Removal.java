package dev.hydroscope.session;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Which sessions at rest go, and that nobody finds one any more once it does. Whoever changes what is said of one locks this. */
final class Removal {
    private final Map<String, SessionInfo> past;
    private final Links links;
    private final DataFolder folder;
    private final Erasure erasure;
    private final Set<String> leaving = ConcurrentHashMap.newKeySet();

    Removal(Map<String, SessionInfo> past, Links links, DataFolder folder, Erasure erasure) {
        this.past = past;
        this.links = links;
        this.folder = folder;
        this.erasure = erasure;
    }

    /** Because someone wants it. */
    void remove(SessionInfo info, boolean linked) {
        synchronized (this) {
            synchronized (links) {
                requireUnlinked(info.id(), linked);
                if (past.remove(info.id()) == null) {
                    throw new Problem(Problem.Kind.CONFLICT, "session " + info.id() + " is being deleted already",
                            "nothing needs doing");
                }
            }
        }
        erase(List.of(info));
    }

    void requireUnlinked(String id, boolean linked) {
        if (!linked && !links.live(id).isEmpty()) {
            throw new Problem(Problem.Kind.CONFLICT, "session " + id + " is pinned by the links "
                    + links.live(id).stream().map(Link::key).collect(Collectors.joining(", ")),
                    "revoke them first (DELETE /api/links/KEY), or delete it with ?links=revoke, which ends them");
        }
    }

    /** For the limits' sake: those that nobody has pinned or shared meanwhile. */
    void clear(List<String> ids, Consumer<SessionInfo> cleared) {
        List<SessionInfo> claimed = new ArrayList<>();
        synchronized (this) {
            synchronized (links) {
                for (String id : ids) {
                    SessionInfo info = past.get(id);
                    if (info != null && info.over() && !info.pinned() && links.live(id).isEmpty()) {
                        past.remove(id);
                        claimed.add(info);
                    }
                }
            }
        }
        erase(claimed);
        claimed.forEach(cleared);
    }

    /** Those whose files are about to go. */
    Set<String> leaving() {
        return Set.copyOf(leaving);
    }

    private void erase(List<SessionInfo> claimed) {
        List<String> ids = claimed.stream().map(SessionInfo::id).toList();
        leaving.addAll(ids);
        try {
            if (!claimed.isEmpty()) {
                erasure.erase(ids);
            }
        } catch (Problem e) {
            claimed.stream().filter(info -> !erasure.begun(info.id()) && Files.exists(folder.session(info.id())))
                    .forEach(info -> past.put(info.id(), info));
            throw e;
        } finally {
            ids.forEach(leaving::remove);
        }
    }

    /** What a fault of the disk, or the end of the latest Hydroscope, kept from being ended. */
    void resume() {
        if (erasure.pending()) {
            erasure.resume();
        }
    }
}

package dev.hydroscope.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All sessions of a data folder, running and past. One Hydroscope holds a folder at a time. */
public final class Sessions implements AutoCloseable {
    private final DataFolder folder;
    private final SessionCatalogue catalogue;
    private final Map<String, SessionInfo> past = new ConcurrentHashMap<>();

    private Sessions(DataFolder folder, SessionCatalogue catalogue) {
        this.folder = folder;
        this.catalogue = catalogue;
        catalogue.all().forEach(info -> past.put(info.id(), info));
    }

    public static Path standardFolder() {
        return DataFolder.standard();
    }

    public static Sessions open(Path path) {
        DataFolder folder = DataFolder.open(path);
        try {
            return new Sessions(folder, SessionCatalogue.open(folder.catalogue()));
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Latest first. */
    public List<SessionInfo> list() {
        return past.values().stream().sorted(Comparator.comparing(SessionInfo::id).reversed()).toList();
    }

    public SessionInfo get(String id) {
        SessionInfo info = past.get(id);
        if (info == null) {
            throw missing(id);
        }
        return info;
    }

    /** Changes what people say about it; the body of PATCH. */
    public synchronized SessionInfo tell(String id, SessionWords words) {
        SessionInfo told = words.on(get(id));
        catalogue.put(told);
        past.put(id, told);
        return told;
    }

    /** Gone, with every byte of it. */
    public synchronized void delete(String id) {
        get(id);
        try {
            Files.deleteIfExists(folder.session(id));
        } catch (IOException e) {
            throw new Problem(Problem.Kind.UNAVAILABLE, "the file of session " + id + " cannot be removed: "
                    + DataFolder.reason(e), "see that the data folder is writable", e);
        }
        catalogue.remove(id);
        past.remove(id);
    }

    @Override
    public void close() {
        try (folder; catalogue) {
            past.clear();
        }
    }

    private static Problem missing(String id) {
        return new Problem(Problem.Kind.MISSING, "there is no session " + (SessionId.valid(id) ? id : "of that id"),
                "GET /api/sessions lists them");
    }
}

package dev.hydroscope.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Brings the file of an older Hydroscope up to date: a copy gets the newest schema and what is derived of its events, then
 * takes the file's place. Where that fails the file is as it was.
 */
final class Upgrade {
    private final Path path;
    private final Path copy;
    private final boolean sealed;
    private final long reserveBytes;

    Upgrade(Path path, boolean sealed, long reserveBytes) {
        this.path = path;
        this.copy = path.resolveSibling(path.getFileName() + ".upgrade" + Database.SUFFIX);
        this.sealed = sealed;
        this.reserveBytes = reserveBytes;
    }

    /** @return why the file stays behind, "" where it does not */
    String run() {
        try {
            Files.deleteIfExists(copy);
            requireRoom();
            Files.copy(path, copy);
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
            derive();
            Files.setLastModifiedTime(copy, Files.getLastModifiedTime(path));
            Files.move(copy, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return "";
        } catch (IOException | SQLException | RuntimeException e) {
            forget();
            return reason(e);
        }
    }

    /** The copy and what is derived, which then replaces it: some of its own size. */
    private void requireRoom() throws IOException {
        if (Files.getFileStore(path).getUsableSpace() - Files.size(path) < reserveBytes) {
            throw new FileSystemException(path.toString(), null, "its copy would take of the disk what is kept free");
        }
    }

    /** In the system's own words, without the path that is told anyway. */
    private static String reason(Exception e) {
        if (e instanceof FileSystemException file) {
            return file.getReason() != null ? file.getReason() : file instanceof AccessDeniedException
                    ? "no permission to write " + file.getFile() : file.getFile() + " is in the way";
        }
        return Database.reason(e);
    }

    private void derive() throws SQLException {
        SessionFile file = SessionFile.copy(copy);
        boolean done = false;
        try (Connection connection = file.database().connect()) {
            connection.setAutoCommit(false);
            if (file.schemaBefore() < Derivation.SCHEMA) {
                new Derivation(connection, file.tables(connection), file.probes()).run();
            }
            if (file.schemaBefore() < EventCounts.SCHEMA) {
                new EventDerivation(connection, file.names(), file.probes()).run();
            }
            if (file.schemaBefore() < ColumnDerivation.SCHEMA) {
                new ColumnDerivation(connection, file.names()).run();
            }
            if (file.schemaBefore() < ProbeCounts.SCHEMA) {
                new ProbeDerivation(connection, file.names(), file.probes()).run();
            }
            done = true;
        } finally {
            if (done && sealed) {
                file.seal(true);
            } else {
                file.close();
            }
        }
    }

    private void forget() {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            // the next opening tries again
        }
    }
}

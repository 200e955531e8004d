package dev.hydroscope.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The folder that holds everything Hydroscope keeps: for its user's eyes only, and for one Hydroscope at a time. */
final class DataFolder implements AutoCloseable {
    private static final String INCOMING = "import-";

    private final Path path;
    private final FileChannel lockFile;
    private final FileLock lock;
    private volatile long reserve;

    private DataFolder(Path path, FileChannel lockFile, FileLock lock) {
        this.path = path;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    static Path standard() {
        if ("root".equals(System.getProperty("user.name"))) {
            return Path.of("/var/lib/hydroscope");
        }
        return Optional.ofNullable(System.getenv("XDG_DATA_HOME")).filter(home -> home.startsWith("/")).map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".local", "share")).resolve("hydroscope");
    }

    static DataFolder open(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        if (path.toString().indexOf(';') >= 0) {
            throw unusable(path, "its name holds a semicolon, which the database takes for an option", null);
        }
        try {
            create(path);
            requireNoLink(path.resolve("lock"));
            requireNoLink(path.resolve("sessions"));
            requireNoLink(path.resolve("catalogue.mv.db"));
            create(path.resolve("sessions"));
            return lock(path);
        } catch (IOException e) {
            throw unusable(path, reason(e), e);
        }
    }

    Path catalogue() {
        return path.resolve("catalogue");
    }

    Path session(String id) {
        return path.resolve("sessions").resolve(id + ".mv.db");
    }

    /** When a file was last written to; long ago where it is not there. */
    Instant written(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    Path sessions() {
        return path.resolve("sessions");
    }

    /** An empty file for what is being sent here; another's leavings of that kind were removed at the start. */
    Path incoming() throws IOException {
        return Files.createTempFile(path, INCOMING, ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** Where a session is made of what is being sent, until it is whole; likewise. */
    Path arriving(String id) {
        return path.resolve(INCOMING + id + ".mv.db");
    }

    /** What of its disk is to stay free; begins at nothing. */
    void reserve(long bytes) {
        reserve = bytes;
    }

    long reserve() {
        return reserve;
    }

    /** Refuses what would eat up the disk before anything of it is written. */
    void requireRoom(long bytes, String what) {
        long free = space().freeBytes();
        if (free - reserve < bytes) {
            throw new Problem(Problem.Kind.UNAVAILABLE, "the data folder's disk has " + Units.size(free) + " free"
                    + (reserve > 0 ? ", and " + Units.size(reserve) + " of it are kept free" : "") + ": there is no room for "
                    + what + (bytes > 0 ? ", which may take " + Units.size(bytes) : ""), "delete sessions or other files of that"
                    + " disk, keep less of it free (--reserve, or Keeping on the page), or choose a folder on another disk with"
                    + " --data DIR");
        }
    }

    /** Of a disk, in bytes. */
    record Space(long freeBytes, long totalBytes) {
    }

    Space space() {
        try {
            FileStore disk = Files.getFileStore(path);
            return new Space(disk.getUsableSpace(), disk.getTotalSpace());
        } catch (IOException e) {
            throw unusable(path, reason(e), e);
        }
    }

    Contents contents() {
        try {
            return Contents.of(sessions());
        } catch (IOException e) {
            throw unusable(path, reason(e), e);
        }
    }

    /** Everything that holds some of a session: upgrades and compaction leave copies where they are killed. */
    void delete(String id) throws IOException {
        for (Path file : contents().of(id)) {
            Files.deleteIfExists(file);
        }
        sync(sessions());
    }

    /** A name that was taken away does not come back with the power. */
    private static void sync(Path folder) throws IOException {
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    /** Parts of files that nobody writes any more: of what was sent here, of upgrades and of compaction. */
    private void forgetHalves() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(path, "{" + INCOMING + "*,catalogue.mv.db.tempFile}")) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
        for (Path file : Contents.of(sessions()).halves()) {
            Files.delete(file);
        }
    }

    /** For a file that something else has made. */
    static void ownerOnly(Path file) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw unusable(file.getParent(), reason(e), e);
        }
    }

    @Override
    public void close() {
        try (lockFile) {
            lock.release();
        } catch (IOException e) {
            throw new Problem(Problem.Kind.UNAVAILABLE, path + " could not be released: " + reason(e),
                    "nothing needs doing: the lock ends with the process", e);
        }
    }

    /** The file's own words for what the system refused. */
    static String reason(IOException e) {
        if (e instanceof java.nio.file.AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof java.nio.file.FileAlreadyExistsException) {
            return "a file of that name is in the way";
        }
        if (e instanceof java.nio.file.NoSuchFileException) {
            return "it is not there, and cannot be made there";
        }
        return e instanceof java.nio.file.FileSystemException f && f.getReason() != null ? f.getReason()
                : String.valueOf(e.getMessage());
    }

    private static void create(Path path) throws IOException {
        var ownerOnly = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(path, PosixFilePermissions.asFileAttribute(ownerOnly));
        Files.setPosixFilePermissions(path, ownerOnly);
    }

    private static DataFolder lock(Path path) throws IOException {
        FileChannel file = FileChannel.open(path.resolve("lock"), Set.of(StandardOpenOption.CREATE,
                StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        FileLock lock = null;
        try {
            lock = take(file);
            if (lock == null) {
                throw new Problem(Problem.Kind.UNAVAILABLE, path + " is in use by another Hydroscope" + holder(file),
                        "stop that one, or give this one its own folder with --data DIR");
            }
            file.truncate(0);
            file.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            DataFolder folder = new DataFolder(path, file, lock);
            folder.forgetHalves();
            return folder;
        } finally {
            if (lock == null) {
                file.close();
            }
        }
    }

    /** Who could write here before might have led us to another's files, which are about to be written or closed to others. */
    private static void requireNoLink(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            throw new IOException(file.getFileName() + " is a symbolic link");
        }
    }

    private static FileLock take(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String holder(FileChannel file) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        file.read(text, 0);
        String pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
        return pid.matches("\\d+") ? " (pid " + pid + ")" : "";
    }

    private static Problem unusable(Path path, String why, Throwable cause) {
        return new Problem(Problem.Kind.UNAVAILABLE, "the data folder " + path + " cannot be used: " + why,
                "make it writable for this user, or choose another with --data DIR", cause);
    }
}

package dev.hydroscope.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import org.h2.store.fs.FakeFileChannel;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file that somebody else has open for writing, as H2 sees it: it can be read only, and asks for no lock. Public, with a
 * public constructor, because H2 makes it.
 */
public final class LiveFile extends FilePathWrapper {
    private static final String SCHEME = "live";

    static {
        FilePath.register(new LiveFile());
    }

    /** What the address of such a file begins with. */
    static String scheme() {
        return SCHEME + ":";
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(getBase().open("r"));
    }

    @Override
    public boolean canWrite() {
        return false;
    }

    @Override
    public void delete() {
        throw new NonWritableChannelException();
    }

    private static final class Channel extends FileBaseDefault {
        private final FileChannel file;

        Channel(FileChannel file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return file.read(into, position);
        }

        @Override
        public int write(ByteBuffer from, long position) {
            throw new NonWritableChannelException();
        }

        @Override
        protected void implTruncate(long size) {
            throw new NonWritableChannelException();
        }

        @Override
        public void force(boolean metaData) {
            // nothing was written
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) {
            return new NoLock(position, size, shared);
        }
    }

    /** Its writer has the real one. */
    private static final class NoLock extends FileLock {
        NoLock(long position, long size, boolean shared) {
            super(FakeFileChannel.INSTANCE, position, size, shared);
        }

        @Override
        public boolean isValid() {
            return true;
        }

        @Override
        public void release() {
            // there is nothing to give back
        }
    }
}

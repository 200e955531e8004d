package dev.hydroscope.format;

import java.io.InputStream;

/** A way in which traces are kept in files. It is told from the content: a file's name says nothing. */
public interface TraceFormat {
    /** As much of a file as is looked at to tell its format. */
    int HEAD_BYTES = 1 << 16;

    /** As people call it. */
    String name();

    /** @param head the first bytes of a file, unzipped; the last line of it may be cut */
    boolean begins(byte[] head);

    /**
     * @param in the file from its beginning, unzipped; closed by the reader
     * @param appData keep payload bytes and tokens; otherwise only their lengths
     */
    TraceReader read(InputStream in, boolean appData);
}

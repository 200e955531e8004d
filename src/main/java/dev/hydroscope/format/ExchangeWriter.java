package dev.hydroscope.format;

import java.io.IOException;

/** Writes requests to a file, one after the other; without its end the file is cut. */
public interface ExchangeWriter {
    /** The next of them; false where the file takes no more. */
    boolean write(Exchange exchange) throws IOException;

    /** The file is whole when it returns; what it is written to stays open. */
    void end() throws IOException;
}

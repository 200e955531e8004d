package dev.hydroscope.sql;

import java.nio.file.Path;

/**
 * A session and its file.
 *
 * @param live it is still being written: then it is read as it was a moment ago, past whoever writes it
 */
public record Place(SessionHead head, Path file, boolean live) {
}

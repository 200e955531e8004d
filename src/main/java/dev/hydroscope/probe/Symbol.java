package dev.hydroscope.probe;

/**
 * A function of a program or library. Several may have one name: those of several versions, or of several source files.
 *
 * @param address in the file's own numbering
 * @param bytes its length, 0 where nobody says
 * @param indirect not the function itself but what chooses one of several when the program starts (IFUNC)
 */
public record Symbol(String name, long address, long bytes, boolean indirect) {
}

package dev.hydroscope.format;

/** Why a line cannot be read, in a few words. Control flow of the readers; without a stack as there can be millions. */
final class LineException extends Exception {
    private static final long serialVersionUID = 1;

    LineException(String reason) {
        super(reason, null, false, false);
    }
}

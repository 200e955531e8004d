package dev.hydroscope.store;

/** H2 as this process has it; whoever connects asks here for the address, so that its properties are set before. */
public final class Embedded {
    static {
        // It would keep what it has just read or written, hashing every byte of it for that; hardly a value comes again soon
        System.setProperty("h2.objectCache", "false");
    }

    private Embedded() {
    }

    /** The address of a file, given without its suffix; settings begin with a semicolon each. */
    public static String url(String file, String settings) {
        return "jdbc:h2:file:" + file + settings;
    }

    /** Of a file that somebody else writes, to be read only. */
    static String liveUrl(String file, String settings) {
        return "jdbc:h2:" + LiveFile.scheme() + file + settings;
    }
}

package dev.hydroscope.store;

import java.sql.SQLException;

/** Where the columns of a block come from: made of rows, read from the file, or both. */
interface ColumnSource {
    int AT = 0;
    int DURATION = 1;
    int STATUS = 2;
    int VERSION = 3;
    int CONNECTION = 4;
    /** Less the ordinal of the connection: most often the same for all. */
    int CONN = 5;
    int REQ = 6;
    int THREAD = 7;
    /** Gaps, and FINISHED. */
    int GAPS = 8;
    int KINDS = 9;
    int FINISHED = 1 << 7;
    /** The keys above it are those of paths' beginnings. */
    int LAST_HEADER = (Names.LIMIT + 1 << 1) + 1;

    static int path(int segments) {
        return LAST_HEADER + segments;
    }

    Places present();

    /** Where a request has headers that no column holds. */
    Places others();

    Numbers numbers(int kind) throws SQLException;

    /** Of each header column: the first code of its name in lower case, times 2, and 1 for the response. */
    int[] keys();

    HeaderColumn header(int index) throws SQLException;
}

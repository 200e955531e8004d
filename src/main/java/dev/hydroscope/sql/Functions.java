package dev.hydroscope.sql;

import java.util.Set;

/** Names that no statement may use: they tell of the machine or the database rather than of a session, or change something. */
final class Functions {
    /** Where they are called. */
    static final Set<String> REFUSED = Set.of("ABORT_SESSION", "CANCEL_SESSION", "AUTOCOMMIT", "DATABASE_PATH", "H2VERSION",
            "LOCK_MODE", "LOCK_TIMEOUT", "MEMORY_FREE", "MEMORY_USED", "READONLY", "SESSION_ID", "TRANSACTION_ID",
            "DISK_SPACE_USED", "ESTIMATED_ENVELOPE", "FILE_READ", "FILE_WRITE", "DATA_TYPE_SQL", "DB_OBJECT_ID",
            "DB_OBJECT_SQL", "DB_OBJECT_SIZE", "DB_OBJECT_TOTAL_SIZE", "DB_OBJECT_APPROXIMATE_SIZE",
            "DB_OBJECT_APPROXIMATE_TOTAL_SIZE", "CSVREAD", "CSVWRITE", "LINK_SCHEMA", "SIGNAL", "CURRVAL", "NEXTVAL", "SET",
            "IDENTITY", "SCOPE_IDENTITY", "LAST_INSERT_ID", "DATABASE", "CURRENT_DATABASE", "SCHEMA", "USER", "VERSION",
            "SETTINGS", "SLEEP", "ENCRYPT", "DECRYPT");
    /** Wherever they stand without a quote. */
    static final Set<String> BARE = Set.of("CURRENT_CATALOG", "CURRENT_PATH", "CURRENT_ROLE", "CURRENT_SCHEMA", "CURRENT_USER",
            "SESSION_USER", "SYSTEM_USER", "USER", "CURRVAL", "NEXTVAL");
    static final Set<String> SCHEMAS = Set.of("INFORMATION_SCHEMA", "PG_CATALOG");

    private Functions() {
    }
}

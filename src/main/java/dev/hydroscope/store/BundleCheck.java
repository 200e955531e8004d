package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What every file has that Hydroscope wrote, and on which its readers rely: the rest they see when they unpack it. */
final class BundleCheck {
    /** Ordinals that were lost leave holes. */
    private static final String MOST_ORDINAL = "(SELECT COUNT(*) * 64 + 10000000 FROM request)";

    private final Connection connection;

    BundleCheck(Connection connection) {
        this.connection = connection;
    }

    void run() throws SQLException, BundleDamage {
        require("SELECT COUNT(*) = 1 AND MIN(id) = 1 AND MIN(LEAST(events, connections, requests, headers, packets, truncated,"
                + " lost)) >= 0 FROM account", "its account");
        require("SELECT (SELECT MAX(requests) FROM account) = (SELECT COUNT(*) FROM request)", "the number of its requests");
        require("SELECT COALESCE(MIN(code), 1) = 1 AND COALESCE(MAX(code), 0) = COUNT(*) AND COUNT(*) < " + (1 << 20)
                + " FROM header_name", "the order of its header names");
        require("SELECT COALESCE(MIN(code), 0) = 0 AND COALESCE(MAX(code), -1) = COUNT(*) - 1 FROM probe",
                "the order of its probes");
        require("SELECT COALESCE(MIN(id), 0) >= 0 AND COALESCE(MAX(id), 0) < " + MOST_ORDINAL + " FROM request",
                "the order of its requests");
        require("SELECT COALESCE(MIN(id), 0) >= 0 AND COALESCE(MIN(block), 0) >= -1 AND COALESCE(MAX(block), 0) * 2000 < "
                + MOST_ORDINAL + " FROM segment", "the order of its segments");
        require("SELECT COALESCE(MAX(LENGTH(hop)), 0) <= 20 FROM loss", "the places of its losses");
    }

    private void require(String condition, String what) throws SQLException, BundleDamage {
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(condition)) {
            if (!result.next() || !result.getBoolean(1)) {
                throw new BundleDamage(what + " cannot be");
            }
        }
    }
}

package dev.hydroscope.sql;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.schema.Schema;

/**
 * An empty database in memory with nothing but the views, made for one statement: no file stands behind it, and who writes
 * the statement may read the views and nothing else.
 */
final class Sandbox implements AutoCloseable {
    private static final String SETTINGS = ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE;DATABASE_TO_UPPER=FALSE"
            + ";CASE_INSENSITIVE_IDENTIFIERS=TRUE;OPTIMIZE_REUSE_RESULTS=0;TRACE_LEVEL_FILE=0"
            + ";TRACE_LEVEL_SYSTEM_OUT=0;MAX_MEMORY_ROWS=2147483647";
    /** Of whoever asks: what columns and their other names are called needs no quotes. */
    private static final String WORDS = ";NON_KEYWORDS=VALUE,YEAR,MONTH,DAY,HOUR,MINUTE,SECOND;TIME ZONE=UTC";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Connection admin;
    private final String url;
    private final String password = secret();
    /** H2 closes what nobody holds any more, be its session in use or not. */
    private Connection asking;

    Sandbox(List<Opened> sessions) throws SQLException {
        this.url = "jdbc:h2:mem:" + secret();
        this.admin = DriverManager.getConnection(url + SETTINGS, secret(), secret());
        SessionLocal local = (SessionLocal) ((JdbcConnection) admin).getSession();
        Schema schema = local.getDatabase().getMainSchema();
        Views.ALL.forEach(view -> schema.add(new ViewTable<>(schema, local.getDatabase().allocateObjectId(), view, sessions)));
        EventArguments.register(admin);
        try (Statement statement = admin.createStatement()) {
            statement.execute("CREATE USER reader PASSWORD '" + password + "'");
            statement.execute("GRANT SELECT ON SCHEMA PUBLIC TO reader");
        }
    }

    private static String secret() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return "s" + HexFormat.of().formatHex(bytes);
    }

    /** As the one whose statement is run. */
    Connection reader() throws SQLException {
        return DriverManager.getConnection(url + WORDS, "reader", password);
    }

    /** The same, as H2 has it inside. */
    SessionLocal session() throws SQLException {
        asking = reader();
        return (SessionLocal) ((JdbcConnection) asking).getSession();
    }

    @Override
    public void close() throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        }
    }
}

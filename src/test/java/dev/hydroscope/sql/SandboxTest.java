package dev.hydroscope.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hydroscope.session.Written;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.trace.Traffic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The views, and nothing but the views, over sessions as they are stored. */
class SandboxTest {
    private static final int REQUESTS = 5000;

    @TempDir
    private static Path folder;
    private static SessionFile file;

    @BeforeAll
    static void write() throws Exception {
        Traffic traffic = new Traffic(3, 20, 20_000);
        int[] left = {REQUESTS};
        Written.session(folder, "some requests", Traffic.PROBES, into -> into.addAll(traffic.request()) && --left[0] > 0);
        try (var files = Files.list(folder.resolve("sessions"))) {
            file = SessionFile.open(files.filter(each -> each.toString().endsWith(".mv.db")).findFirst().orElseThrow());
        }
    }

    @AfterAll
    static void close() {
        file.close();
    }

    @Test
    void aViewHasTheRowsOfEverySession() throws SQLException {
        assertEquals(String.valueOf(REQUESTS * 2), first("SELECT COUNT(*) FROM request"));
        assertEquals(String.valueOf(REQUESTS), first("SELECT COUNT(*) FROM request WHERE session = 'b'"));
        assertEquals("2", first("SELECT COUNT(DISTINCT session) FROM request"));
    }

    @Test
    void aRequestIsFoundByItsIdentityWithoutAScan() throws SQLException {
        assertEquals("3", first("SELECT conn FROM request WHERE session = 'a' AND conn = 3 AND req = 1"));
    }

    @Test
    void nothingElseIsThere() {
        assertThrows(SQLException.class, () -> first("SELECT COUNT(*) FROM account"));
        assertThrows(SQLException.class, () -> first("SELECT FILE_READ('/etc/hostname')"));
    }

    private static String first(String sql) throws SQLException {
        List<Opened> sessions = List.of(opened("a"), opened("b"));
        try (Sandbox sandbox = new Sandbox(sessions); Connection reader = sandbox.reader();
                Statement statement = reader.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static Opened opened(String id) {
        return new Opened(new SessionHead(id, id, "sealed", "probes", 1, 2, ""), file.reader());
    }
}

package dev.hydroscope.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.sql.SqlException.Kind;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The processes that run statements: no more than there may be, none longer than it must. */
class PoolTest {
    private static final String BOMB = "SELECT HASH('SHA256', 'x', 2000000000)";

    @Test
    void aThirdOneWaitsALittleAndIsToldSo() throws Exception {
        try (SqlService service = new SqlService(10, 60_000)) {
            List<Thread> askers = new ArrayList<>();
            for (int i = 0; i < SqlService.CHILDREN; i++) {
                askers.add(new Thread(() -> assertEquals(Kind.STOPPED, assertThrows(SqlException.class,
                        () -> ask(service, BOMB, 3000)).kind())));
            }
            askers.forEach(Thread::start);
            while (service.processes().size() < SqlService.CHILDREN) {
                Thread.onSpinWait();
            }
            SqlException busy = assertThrows(SqlException.class, () -> ask(service, "SELECT 1", 30_000));
            assertEquals(Kind.BUSY, busy.kind());
            assertEquals("try again when they are done", busy.hint());
            for (Thread each : askers) {
                each.join();
            }
            assertEquals("[1]", ask(service, "SELECT 1", 30_000));
        }
    }

    @Test
    void whomNobodyAsksEnds() {
        try (SqlService service = new SqlService(10_000, 60)) {
            assertEquals("[1]", ask(service, "SELECT 1", 30_000));
            while (!service.processes().isEmpty()) {
                Thread.onSpinWait();
            }
            assertEquals("[2]", ask(service, "SELECT 2", 30_000));
        }
    }

    /** As when its parent was killed: in the midst of a statement, too. */
    @Test
    void itEndsWithWhoeverStartedIt() throws Exception {
        Process child = Fence.process().start();
        assertEquals(Worker.READY, child.inputReader().readLine());
        child.getOutputStream().write(Wire.line(new Question(BOMB, Map.of(), List.of(), SqlLimits.MOST)));
        child.getOutputStream().write('\n');
        child.getOutputStream().close();
        assertTrue(child.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, child.exitValue());
    }

    /** A newer H2 may bring some: they are looked at before they are let in. */
    @Test
    void everyFunctionOfH2IsEitherHarmlessOrRefused() throws Exception {
        Field field = Class.forName("org.h2.expression.function.BuiltinFunctions").getDeclaredField("FUNCTIONS");
        field.setAccessible(true);
        Set<String> unknown = new TreeSet<>();
        ((Set<?>) field.get(null)).forEach(name -> unknown.add((String) name));
        unknown.removeAll(Functions.REFUSED);
        unknown.removeAll(HARMLESS);
        assertEquals(Set.of(), unknown);
    }

    private static final Set<String> HARMLESS = Set.of((""
            + "ABS ACOS ARRAY_CONTAINS ARRAY_MAX_CARDINALITY ARRAY_SLICE ASCII ASIN ATAN ATAN2 BITAND BITCOUNT BITGET "
            + "BITNAND BITNOR BITNOT BITOR BITXNOR BITXOR BIT_LENGTH CARDINALITY CEIL CHAR CHARACTER_LENGTH CHAR_LENGTH "
            + "CHR COALESCE COMPRESS CONCAT CONCAT_WS COS COSH COT DATEADD DATEDIFF DATE_TRUNC DAYNAME DEGREES "
            + "DIFFERENCE EXP EXPAND EXTRACT FLOOR FORMATDATETIME GREATEST HASH HEXTORAW INSERT JSON_ARRAY JSON_OBJECT "
            + "LEAST LENGTH LN LOCATE LOG LOG10 LOWER LPAD LSHIFT MOD MONTHNAME NULLIF OCTET_LENGTH ORA_HASH "
            + "PARSEDATETIME PI POWER QUOTE_IDENT RADIANS RAND RANDOM RANDOM_UUID RAWTOHEX REGEXP_LIKE REGEXP_REPLACE "
            + "REGEXP_SUBSTR REPEAT REPLACE ROTATELEFT ROTATERIGHT ROUND ROUNDMAGIC RPAD RSHIFT SECURE_RAND SIGN SIN "
            + "SINH SOUNDEX SPACE SQRT STRINGDECODE STRINGENCODE STRINGTOUTF8 SUBSTRING TABLE_DISTINCT TAN TANH "
            + "TIMESTAMPADD TIMESTAMPDIFF TO_CHAR TRANSLATE TRIM TRIM_ARRAY TRUNC TRUNCATE TRUNCATE_VALUE ULSHIFT "
            + "UNNEST UPPER URSHIFT UTF8TOSTRING UUID XMLATTR XMLCDATA XMLCOMMENT XMLNODE XMLSTARTDOC XMLTEXT ZERO").split(" "));

    private static String ask(SqlService service, String sql, long millis) {
        StringBuilder rows = new StringBuilder();
        service.ask(new Question(sql, Map.of(), List.of(), new SqlLimits(10, 1000, millis)), new Sink() {
            @Override
            public void columns(List<Heading> columns) {
                assertEquals(1, columns.size());
            }

            @Override
            public void row(List<Object> values) {
                rows.append(values);
            }
        });
        return rows.toString();
    }
}

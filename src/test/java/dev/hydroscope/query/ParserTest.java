package dev.hydroscope.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.query.Expression.All;
import dev.hydroscope.query.Expression.Condition;
import dev.hydroscope.query.Expression.Either;
import dev.hydroscope.query.Expression.Not;
import dev.hydroscope.query.Expression.OnConnection;
import dev.hydroscope.query.Expression.Word;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The query language of the contract, and what is said to those who get it wrong. */
class ParserTest {
    private static Condition condition(String query) {
        return (Condition) Parser.parse(query);
    }

    private static QuerySyntaxException error(String query) {
        return assertThrows(QuerySyntaxException.class, () -> Parser.parse(query), query);
    }

    @Test
    void exampleOfTheContract() {
        All all = (All) Parser.parse("status >= 500 and method = GET and path ^= \"/api\" and req.user-agent ~ \"curl\""
                + " and not header.cookie");
        assertEquals(List.of(
                new Condition(Field.STATUS, "", Operator.GREATER_OR_EQUAL, "500", 500),
                new Condition(Field.METHOD, "", Operator.EQUAL, "GET", 0),
                new Condition(Field.PATH, "", Operator.BEGINS, "/api", 0),
                new Condition(Field.REQUEST_HEADER, "user-agent", Operator.CONTAINS, "curl", 0),
                new Not(new Condition(Field.HEADER, "cookie", Operator.EXISTS, "", 0))), all.parts());
    }

    @Test
    void andBindsBeforeOrAndMayBeLeftOut() {
        Either either = (Either) Parser.parse("a b or not (c or d) and e");
        assertEquals(new All(List.of(new Word("a"), new Word("b"))), either.parts().get(0));
        assertEquals(new All(List.of(new Not(new Either(List.of(new Word("c"), new Word("d")))), new Word("e"))),
                either.parts().get(1));
    }

    @Test
    void connectionIsAskedAsAWhole() {
        OnConnection on = (OnConnection) Parser.parse("connection(sni = example.com and status = 500)");
        assertTrue(on.part() instanceof All);
        assertEquals(new Word("connection"), Parser.parse("connection"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "duration > 5ms       | 5000000",
        "duration > 1.5s      | 1500000000",
        "duration > 100us     | 100000",
        "duration > 2m        | 120000000000",
        "conn = 10k           | 10000",
        "req = 4              | 4",
        "protocol = HTTP/1.1  | 257",
        "protocol = h3        | 768",
        "time > 1970-01-01T00:00:01.5Z      | 1500000000",
        "time > 1970-01-01T01:00:01+01:00   | 1000000000",
        "time > 1970-01-02                  | 86400000000000",
    })
    void literalsHaveUnits(String query, long number) {
        assertEquals(number, condition(query.trim()).number());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "path = /a?b=(c)&d=\"e    ; /a?b=(c)&d=\"e",
        "(path = /a?b=c)          ; /a?b=c",
        "path =~ ^/(a|b)$         ; ^/(a|b)$",
        "path = \"a \\\" \\\\ b\" ; a \" \\ b",
        "path = 'it is'           ; it is",
        "path=\"\"                ; ``",
    })
    void valuesNeedFewQuotes(String query, String literal) {
        assertEquals(literal, condition(query.trim()).literal());
    }

    @Test
    void headerNamesAreFoldedAndMayBeQuoted() {
        assertEquals("user-agent", condition("REQ.User-Agent = x").name());
        assertEquals("odd name", condition("res.\"Odd Name\" = x").name());
        assertEquals(Field.RESPONSE_HEADER, condition("res.x").field());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "stauts = 500        | 0 | 6  | unknown field `stauts`             | did you mean `status`?",
        "user-agent ~ curl   | 0 | 10 | unknown field `user-agent`         | a header is written req.user-agent or res.user-agent",
        "a and status >= x   | 16 | 17 | `x` is not understood here        | write a number",
        "duration > 5        | 11 | 12 | `5` is not understood here        | write it with its unit",
        "status ~ 5          | 7 | 8  | `~` is for text, and status is none | compare it with",
        "status =            | 8 | 8  | `status =` compares with nothing   | write a value",
        "(a or b             | 0 | 1  | a bracket that is not closed       | close it",
        "a)                  | 1 | 2  | a bracket closes that none has opened | take it away",
        "a and               | 5 | 5  | the query ends where a condition should stand | write one",
        "\"abc               | 0 | 4  | a quote that is not closed         | end it with",
        "peer = 1.2.3.4      | 0 | 4  | `peer` is a field of connections   | write connection(peer",
        "path =~ a(          | 8 | 10 | the regular expression is wrong    | RE2",
        "time > yesterday    | 7 | 16 | `yesterday` is no time             | write it as 2026",
        "protocol = SPDY     | 11 | 15 | `SPDY` is no protocol of H2O      | write HTTP/1.0",
        "path =~ (a{99}){99} | 8 | 19 | the regular expression is too big  | make it simpler",
        "= 5                 | 0 | 1  | `=` compares nothing               | write a field before it",
    })
    void errorsSayWhereAndWhatToDo(String query, int from, int to, String message, String hint) {
        QuerySyntaxException error = error(query.trim());
        assertTrue(error.getMessage().startsWith(message), error.getMessage());
        assertTrue(error.hint().contains(hint), error.hint());
        assertEquals(List.of(from, to), List.of(error.from(), error.to()), query);
    }

    @Test
    void anyTextIsUnderstoodOrRefusedWithItsPlace() {
        String[] pieces = {"status", "=", "(", ")", "and", "or", "not", "\"", "'", "~", "=~", "^=", "<", "req.", "req.x", " ",
            "connection(", "5ms", "\\", "ü", "\u0000", "time", "[", "*", "{999}", "\ud83d"};
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder query = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                query.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                Parser.parse(query.toString());
            } catch (QuerySyntaxException e) {
                assertTrue(0 <= e.from() && e.from() <= e.to() && e.to() <= query.length(), query + " " + e.from());
                assertTrue(!e.getMessage().isBlank() && !e.hint().isBlank());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "not ", "a and (", "connection(", "((a) or "})
    void depthIsBounded(String piece) {
        error(piece.repeat(5000));
        error(piece.repeat(900));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "(a|a)*b", "(.*)(.*)(.*)(.*)(.*)x"})
    void noRegularExpressionRunsAway(String pattern) {
        byte[] text = "a".repeat(8192).getBytes(StandardCharsets.UTF_8);
        Condition condition = condition("path =~ " + pattern);
        ValueTest test = ValueTest.of(condition, false);
        // not how fast, but that it ends: what backtracks would outlive the machine
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> test.test(text, 0, text.length));
    }
}

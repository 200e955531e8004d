package dev.hydroscope.sql;

import dev.hydroscope.sql.SqlException.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.h2.command.Prepared;
import org.h2.command.query.Query;
import org.h2.engine.DbObject;
import org.h2.engine.SessionLocal;
import org.h2.schema.FunctionAlias;
import org.h2.table.DerivedTable;
import org.h2.table.DualTable;
import org.h2.table.FunctionTable;
import org.h2.table.QueryExpressionTable;
import org.h2.table.RangeTable;
import org.h2.table.ShadowTable;
import org.h2.table.Table;
import org.h2.table.TableValueConstructorTable;

/**
 * What may be run: one query, or EXPLAIN of one, over our views and what it makes up itself. H2 refuses most of the rest, too;
 * this says it first, and in words that help.
 */
final class Permit {
    private static final int DEEPEST = 250;
    private static final Set<String> BEGINNINGS = Set.of("SELECT", "WITH", "VALUES", "TABLE", "FROM");
    private static final Set<Class<?>> MADE_UP = Set.of(RangeTable.class, DualTable.class, FunctionTable.class,
            TableValueConstructorTable.class, DerivedTable.class, ShadowTable.class);
    private static final String VIEWS = "read the views; SQL's schema page lists them";

    private final Phrase phrase;
    private final List<Lexer.Token> tokens;

    private Permit(Phrase phrase) {
        this.phrase = phrase;
        this.tokens = phrase.tokens();
    }

    /**
     * @return whether it is so plain that its rows can be told while they are found
     * @throws SqlException where it may not
     */
    static boolean check(Phrase phrase, SessionLocal session) {
        Permit permit = new Permit(phrase);
        int query = permit.beginning();
        permit.words();
        tables(session.prepare(phrase.behind(query)));
        // of queries within queries H2 would run some more than once, or not to their end
        return query == 0 && permit.tokens.stream().filter(token -> token.is("SELECT") || token.is("WITH")
                || token.is("VALUES") || token.is("TABLE")).count() == 1;
    }

    /** @return how many tokens stand before the query: those of EXPLAIN */
    private int beginning() {
        int first = !phrase.is(0, "EXPLAIN") ? 0 : phrase.is(1, "ANALYZE") ? 2
                : phrase.is(1, "PLAN") && phrase.is(2, "FOR") ? 3 : 1;
        if (first >= tokens.size()) {
            throw new SqlException(Kind.REFUSED, "there is no statement", "write one: SELECT * FROM request", 0);
        }
        int word = first;
        while (phrase.mark(word, "(")) {
            word++;
        }
        if (word >= tokens.size() || !BEGINNINGS.contains(tokens.get(word).name())) {
            throw new SqlException(Kind.REFUSED, "only a query may be run: SELECT, WITH, VALUES or TABLE, or EXPLAIN of one",
                    "sessions cannot be changed from here; begin with SELECT", tokens.get(Math.min(word, first)).from());
        }
        return first;
    }

    private void words() {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Lexer.Token token = tokens.get(i);
            depth += token.mark("(") || token.mark("[") || token.is("CASE") ? 1
                    : token.mark(")") || token.mark("]") || token.is("END") ? -1 : 0;
            refuseIf(depth > DEEPEST, token, "the statement is nested more than " + DEEPEST + " deep", "make it flatter");
            refuseIf(token.mark(";"), token, "one statement at a time", "run them one after the other");
            refuseIf(token.mark("?") || token.mark("$"), token, "parameters have names here",
                    "write :name, and give it a value");
            refuseIf(token.is("FOR") && locks(i + 1), token, "FOR UPDATE locks, and nothing here can be locked", "leave it out");
            refuseIf(token.is("UESCAPE"), token, "names and texts are not to be written with escapes of one's own",
                    "write them as they are, or with a backslash");
            name(i, token);
        }
    }

    private boolean locks(int next) {
        return phrase.is(next, "UPDATE") || phrase.is(next, "SHARE") || phrase.is(next, "KEY")
                || phrase.is(next, "NO") && phrase.is(next + 1, "KEY");
    }

    private void name(int index, Lexer.Token token) {
        if (token.kind() != Lexer.Kind.WORD && token.kind() != Lexer.Kind.QUOTED) {
            return;
        }
        String name = token.name().toUpperCase(Locale.ENGLISH);
        boolean bare = token.kind() == Lexer.Kind.WORD && Functions.BARE.contains(name);
        refuseIf(Functions.SCHEMAS.contains(name) && phrase.mark(index + 1, "."), token,
                token.name() + " is not to be read from here", VIEWS);
        boolean part = index > 0 && tokens.get(index - 1).mark(".");
        refuseIf(!part && (bare || phrase.mark(index + 1, "(") && Functions.REFUSED.contains(name)), token,
                name + " is not for statements here: it tells of the machine or reaches out of the session", VIEWS);
    }

    private static void refuseIf(boolean wrong, Lexer.Token token, String message, String hint) {
        if (wrong) {
            throw new SqlException(Kind.REFUSED, message, hint, token.from());
        }
    }

    private static void tables(Prepared prepared) {
        if (!(prepared instanceof Query query)) {
            throw new SqlException(Kind.REFUSED, "only a query may be run: SELECT, WITH, VALUES or TABLE, or EXPLAIN of one",
                    "sessions cannot be changed from here", 0);
        }
        HashSet<DbObject> reads = new HashSet<>();
        query.collectDependencies(reads);
        reads.addAll(query.getTables());
        for (DbObject object : reads) {
            boolean allowed = object instanceof ViewTable || object instanceof QueryExpressionTable
                    || MADE_UP.contains(object.getClass())
                    || object instanceof FunctionAlias && EventArguments.FUNCTIONS.contains(object.getName());
            if (!allowed) {
                throw new SqlException(Kind.REFUSED, (object instanceof Table ? "the table " : "") + object.getName()
                        + " is not to be read from here", VIEWS, -1);
            }
        }
    }
}

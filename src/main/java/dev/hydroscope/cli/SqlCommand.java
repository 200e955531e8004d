package dev.hydroscope.cli;

import dev.hydroscope.session.Nanos;
import dev.hydroscope.session.SqlAnswer;
import dev.hydroscope.session.SqlWish;
import dev.hydroscope.sql.Ending;
import dev.hydroscope.sql.SavedQuery;
import dev.hydroscope.sql.SqlLimits;
import dev.hydroscope.sql.SqlSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A statement over sessions, and its answer. */
@Command(name = "sql", description = "Ask sessions in SQL.")
final class SqlCommand implements Callable<Integer> {
    private static final int MOST_BYTES = 64 << 10;

    private final Output output;
    @Parameters(arity = "0..*", paramLabel = "WORDS", description = "sessions, by id, name or the beginning of an id, and last"
            + " the statement, or - to read it from standard input")
    private List<String> words = List.of();
    @Option(names = "--all", description = "of all sessions, instead of naming some")
    private boolean all;
    @Option(names = "-P", paramLabel = "NAME=VALUE", description = "what stands for :NAME in the statement")
    private Map<String, String> parameters = new LinkedHashMap<>();
    @Option(names = "--query", paramLabel = "ID", description = "a saved query, instead of a statement; --queries lists them")
    private String query;
    @Option(names = "--limit", paramLabel = "ROWS", defaultValue = "0", description = "at most so many rows (1000; of --json and"
            + " --csv 100000, which is the most)")
    private long limit;
    @Option(names = "--json", description = "for scripts: {columns, rows, truncated, elapsedMillis, through}")
    private boolean json;
    @Option(names = "--csv", description = "for scripts: comma-separated values, with a line of names")
    private boolean csv;
    @Option(names = "--schema", description = "print the views and their columns, and ask nothing")
    private boolean schema;
    @Option(names = "--queries", description = "list the saved queries with their parameters, and ask nothing")
    private boolean queries;
    @Mixin
    private StoreOptions where;
    @Spec
    private CommandSpec spec;

    SqlCommand(OutputStream standard) {
        this.output = new Output(standard);
    }

    @Override
    public Integer call() throws IOException {
        checkUsage();
        if (schema) {
            output.write(SqlCommand::schema);
            return 0;
        }
        try (Store store = where.open(spec)) {
            if (queries) {
                output.write(out -> list(store.queries(), out));
            } else {
                ask(store);
            }
        }
        return 0;
    }

    private void checkUsage() {
        boolean nothing = !schema && !queries && query == null && words.isEmpty();
        boolean nowhere = !schema && !queries && !all && words.size() < (query == null ? 2 : 1);
        String wrong = json && csv ? "--json and --csv: one of them says how it is written"
                : nothing ? "a statement is missing, the last of the words"
                : nowhere ? "a session is missing: name some before the statement, or give --all"
                : all && words.size() > (query == null ? 1 : 0) ? "--all goes without sessions: " + words.get(0) : "";
        if (!wrong.isEmpty()) {
            throw new ParameterException(spec.commandLine(), wrong);
        }
    }

    private void ask(Store store) throws IOException {
        List<SessionLine> sessions = store.sessions();
        SessionNames names = new SessionNames(sessions);
        List<String> named = query == null ? words.subList(0, words.size() - 1) : words;
        List<String> ids = all ? sessions.stream().map(SessionLine::id).toList() : named.stream().map(names::id).toList();
        String sql = query == null ? statement(words.get(words.size() - 1)) : saved(store).sql();
        SqlWish wish = SqlWish.of(sql, parameters, ids, limit, json ? "json" : csv ? "csv" : "");
        output.write(out -> tell(json || csv ? written(store, wish, out) : shown(store, wish, out)));
    }

    private SavedQuery saved(Store store) {
        SavedQuery saved = store.queries().stream().filter(each -> each.id().equals(query)).findFirst()
                .orElseThrow(() -> new Failure("there is no saved query " + query, "hydroscope sql --queries lists them"));
        saved.parameters().forEach(each -> parameters.putIfAbsent(each.name(), each.value()));
        return saved;
    }

    private static String statement(String word) throws IOException {
        return word.equals("-") ? new String(System.in.readNBytes(MOST_BYTES + 1), StandardCharsets.UTF_8) : word;
    }

    private Ending written(Store store, SqlWish wish, Writer out) throws IOException {
        SqlAnswer answer = json ? SqlAnswer.json(out) : SqlAnswer.csv(out);
        Ending ending = store.ask(wish, answer);
        answer.end(ending);
        out.flush();
        return ending;
    }

    private static Ending shown(Store store, SqlWish wish, Writer out) throws IOException {
        SqlTable table = new SqlTable();
        Ending ending = store.ask(wish, table);
        table.print(out);
        return ending;
    }

    private void tell(Ending ending) {
        PrintWriter err = spec.commandLine().getErr();
        err.printf(Locale.ROOT, "%,d row%s in %,d ms%n", ending.rows(), ending.rows() == 1 ? "" : "s", ending.elapsedMillis());
        if (!ending.truncated().isEmpty()) {
            boolean more = ending.truncated().equals("rows") && ending.rows() < SqlLimits.MOST.rows();
            err.println("  " + SqlAnswer.cutShort(ending) + (more ? "; --limit asks for more" : ""));
        }
        if (ending.throughNanos() != 0) {
            err.println("  running sessions are complete through " + Nanos.iso(ending.throughNanos()));
        }
        err.flush();
    }

    private static void list(List<SavedQuery> queries, Writer out) throws IOException {
        Aligned table = new Aligned(List.of("id", "group", "title", "parameters"), List.of(false, false, false, false));
        queries.forEach(each -> table.row(List.of(each.id(), each.group(), each.title(), String.join(" ",
                each.parameters().stream().map(one -> one.name() + "=" + one.value()).toList()))));
        table.print(out);
    }

    private static void schema(Writer out) throws IOException {
        for (SqlSchema.Table view : SqlSchema.tables()) {
            out.write(view.name() + ": " + view.about() + "\n");
            for (SqlSchema.Field column : view.columns()) {
                out.write(String.format(Locale.ROOT, "  %-28s %-28s %s%n", column.name(), column.type(), column.about()));
            }
            out.write("\n");
        }
    }
}

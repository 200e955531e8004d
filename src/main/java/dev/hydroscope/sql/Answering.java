package dev.hydroscope.sql;

import dev.hydroscope.sql.SqlException.Kind;
import dev.hydroscope.store.StoreException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.h2.command.Command;
import org.h2.engine.Session;
import org.h2.engine.SessionLocal;
import org.h2.expression.ParameterInterface;
import org.h2.result.ResultInterface;
import org.h2.value.Value;
import org.h2.value.ValueVarchar;

/** One statement in the child, from its text to the last line of its answer. */
final class Answering {
    private static final String ROWS = "rows";
    private static final String BYTES = "bytes";

    private final Question question;
    private final HeldSessions held;
    private final Told told;
    private long bytes;

    Answering(Question question, HeldSessions held, Told told) {
        this.question = question;
        this.held = held;
        this.told = told;
    }

    void run() throws IOException {
        try {
            attempt(true);
        } catch (SqlException e) {
            told.error(e);
        } catch (StoreException e) {
            told.error(new SqlException(Kind.FAILED, e.getMessage(), e.hint(), -1));
        }
    }

    /** A running session that ends meanwhile takes its file from under the statement: then it is run once more on the new one. */
    private void attempt(boolean again) throws IOException {
        try {
            Phrase phrase = Phrase.of(question);
            try (Sandbox sandbox = new Sandbox(held.open(question.sessions()))) {
                run(phrase, sandbox.session());
            } catch (RuntimeException | SQLException | StackOverflowError e) {
                throw Complaint.of(e, phrase, question.limits());
            }
        } catch (SqlException | StoreException e) {
            boolean fileMoved = held.anyLive() && !(e instanceof SqlException told && told.kind() != Kind.FAILED);
            if (!fileMoved || !again || !told.takeBack()) {
                throw e;
            }
            held.letGo();
            bytes = 0;
            attempt(false);
        } finally {
            held.letGo();
        }
    }

    private void run(Phrase phrase, SessionLocal session) throws IOException {
        session.setLazyQueryExecution(Permit.check(phrase, session));
        session.setQueryTimeout((int) question.limits().millis());
        Command command = session.prepareLocal(phrase.sql());
        List<? extends ParameterInterface> parameters = command.getParameters();
        for (int i = 0; i < parameters.size(); i++) {
            parameters.get(i).setValue(ValueVarchar.get(phrase.values().get(i), null), true);
        }
        Session before = session.setThreadLocalSession();
        try (ResultInterface result = command.executeQuery(question.limits().rows() + 1L, 0, false)) {
            told.columns(headings(result));
            told.ending(rows(result), held.throughNanos());
        } finally {
            session.resetThreadLocalSession(before);
        }
    }

    private static List<Heading> headings(ResultInterface result) {
        List<Heading> headings = new ArrayList<>();
        for (int i = 0; i < result.getVisibleColumnCount(); i++) {
            headings.add(new Heading(result.getAlias(i), Shown.type(result.getColumnType(i))));
        }
        return headings;
    }

    /** @return why they are not all; "" where they are */
    private String rows(ResultInterface result) throws IOException {
        int columns = result.getVisibleColumnCount();
        for (int rows = 0; result.next(); rows++) {
            if (rows == question.limits().rows()) {
                return ROWS;
            }
            List<Object> values = new ArrayList<>(columns);
            Value[] row = result.currentRow();
            for (int i = 0; i < columns; i++) {
                values.add(Shown.value(row[i]));
            }
            byte[] line = Wire.line(Wire.ROW, values);
            bytes += line.length;
            if (bytes > question.limits().bytes()) {
                return BYTES;
            }
            told.row(line);
        }
        return "";
    }
}

package dev.hydroscope.format;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.trace.Event;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** One JSON object with its traces inside, read event by event; where it is cut, as far as it goes. */
final class QlogDocument implements QlogReader.Records {
    private final QlogReader reader;
    private final QlogParser parser;
    private QlogTraceReader trace;
    private boolean inTraces;
    private boolean inEvents;
    private boolean over;
    private long count;

    QlogDocument(InputStream in, QlogReader reader) throws IOException {
        this.reader = reader;
        this.parser = QlogParser.of(in);
    }

    @Override
    public boolean next(List<Event> batch) throws IOException {
        if (over) {
            return false;
        }
        try {
            if (inEvents) {
                event(batch);
            } else if (inTraces) {
                member(batch);
            } else {
                top(batch);
            }
        } catch (StreamConstraintsException e) {
            finish(batch);
            over = true;
            reader.problem(count + 1, "a value there is too large, too long or too deep: what came before is read");
            reader.note("the file is not read to its end: after " + count + " events there is a value that is too large");
        } catch (JsonProcessingException e) {
            finish(batch);
            over = true;
            reader.problem(count + 1, "the file is cut or broken there: what came before is read");
            reader.note("the file does not end as JSON does: it was cut after " + count + " events");
        }
        return !over;
    }

    /** Some files are one trace, without a list of them. */
    private void top(List<Event> batch) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null || token == JsonToken.END_OBJECT) {
            finish(batch);
            over = true;
        } else if (token == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            boolean list = parser.nextToken() == JsonToken.START_ARRAY;
            if (list && name.equals("traces")) {
                inTraces = true;
            } else if (list && name.equals("events")) {
                trace = trace == null ? reader.trace() : trace;
                inEvents = true;
            } else {
                trace = trace == null ? reader.trace() : trace;
                value(name);
            }
        }
    }

    /** What nothing is read from is not held, however much it is. */
    private void value(String name) throws IOException {
        if (QlogTraceReader.reads(name)) {
            trace.member(name, parser.tree());
        } else {
            parser.skipChildren();
        }
    }

    private void member(List<Event> batch) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new JsonParseException(parser, "the end of the file");
        }
        if (token == JsonToken.END_ARRAY) {
            inTraces = false;
            trace = null;
        } else if (token == JsonToken.START_OBJECT) {
            trace = reader.trace();
        } else if (token == JsonToken.END_OBJECT) {
            finish(batch);
        } else if (token == JsonToken.FIELD_NAME && trace != null) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("events")) {
                inEvents = true;
            } else if (name.equals("error_description")) {
                reader.note("a trace is missing, and says: " + parser.getText());
            } else {
                value(name);
            }
        } else {
            parser.skipChildren();
        }
    }

    private void event(List<Event> batch) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.END_ARRAY) {
            inEvents = false;
            return;
        }
        if (token == null) {
            throw new JsonParseException(parser, "the end of the file");
        }
        count++;
        JsonNode node = parser.tree();
        if (!trace.event(node, batch)) {
            reader.problem(count, "it is no qlog event: it has no time or no name");
        }
    }

    private void finish(List<Event> batch) {
        if (trace != null) {
            trace.finish(batch);
            if (trace.undated()) {
                reader.note("the file does not tell its date: its times are counted from the moment of the import");
            }
        }
        trace = null;
    }
}

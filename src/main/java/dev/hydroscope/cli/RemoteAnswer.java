package dev.hydroscope.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.hydroscope.session.Nanos;
import dev.hydroscope.sql.Ending;
import dev.hydroscope.sql.Heading;
import dev.hydroscope.sql.Sink;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A server's answer to a statement, read as it comes. */
final class RemoteAnswer {
    private final JsonParser json;
    private final Sink sink;
    private List<Heading> columns = List.of();
    private long rows;
    private String truncated = "";
    private long elapsedMillis;
    private long throughNanos;

    private RemoteAnswer(JsonParser json, Sink sink) {
        this.json = json;
        this.sink = sink;
    }

    static Ending read(InputStream answer, Sink sink) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(answer)) {
            return new RemoteAnswer(json, sink).read();
        }
    }

    private Ending read() throws IOException {
        expect(JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "columns" -> columns();
                case "rows" -> rows();
                case "truncated" -> truncated = json.getText();
                case "elapsedMillis" -> elapsedMillis = json.getLongValue();
                case "through" -> throughNanos = Nanos.of(Instant.parse(json.getText()));
                default -> json.skipChildren();
            }
        }
        return new Ending(rows, truncated, elapsedMillis, throughNanos);
    }

    private void expect(JsonToken token) throws IOException {
        if (json.nextToken() != token) {
            throw new IOException("it is no answer to a statement");
        }
    }

    private void columns() throws IOException {
        columns = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            String name = "";
            String type = "";
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean named = json.currentName().equals("name");
                String text = json.nextTextValue();
                name = named ? text : name;
                type = named ? type : text;
            }
            columns.add(new Heading(name, Heading.Type.valueOf(type.toUpperCase(Locale.ROOT))));
        }
        sink.columns(columns);
    }

    private void rows() throws IOException {
        while (json.nextToken() == JsonToken.START_ARRAY) {
            List<Object> row = new ArrayList<>(columns.size());
            while (json.nextToken() != JsonToken.END_ARRAY) {
                row.add(value(columns.get(row.size()).type()));
            }
            sink.row(row);
            rows++;
        }
    }

    private Object value(Heading.Type type) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDecimalValue();
            default -> type == Heading.Type.NUMBER ? number(json.getText()) : json.getText();
        };
    }

    /** What no double can hold came as a text. */
    private static Object number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }
}

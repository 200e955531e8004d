package dev.hydroscope.sql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a statement answered, whole. */
public record Answer(List<Heading> columns, List<Map<String, Object>> rows, Ending ending) {
    public static Answer to(SqlService service, Question question) {
        List<Heading> columns = new ArrayList<>();
        List<Map<String, Object>> rows = new ArrayList<>();
        Ending ending = service.ask(question, new Sink() {
            @Override
            public void columns(List<Heading> headings) {
                columns.addAll(headings);
            }

            @Override
            public void row(List<Object> values) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 0; i < values.size(); i++) {
                    row.put(columns.get(i).name(), values.get(i));
                }
                rows.add(row);
            }
        });
        return new Answer(columns, rows, ending);
    }

    /** To a saved query, with its defaults but for those named. */
    public static Answer to(SqlService service, SavedQuery query, Map<String, String> parameters, List<Place> places) {
        Map<String, String> values = new HashMap<>();
        query.parameters().forEach(parameter -> values.put(parameter.name(), parameter.value()));
        values.putAll(parameters);
        return to(service, new Question(query.sql(), values, places, SqlLimits.MOST));
    }

    /** Every row's value of a column; whole numbers as Long. */
    public List<Object> column(String name) {
        return rows.stream().map(row -> plain(row.get(name))).toList();
    }

    /** The values of a row that some columns have, with bars between. */
    public List<String> lines(String... names) {
        return rows.stream().map(row -> {
            List<String> values = new ArrayList<>();
            for (String name : names) {
                if (!row.containsKey(name)) {
                    throw new IllegalArgumentException("no column " + name + " in " + row.keySet());
                }
                values.add(String.valueOf(plain(row.get(name))));
            }
            return String.join("|", values);
        }).toList();
    }

    private static Object plain(Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : value;
    }
}

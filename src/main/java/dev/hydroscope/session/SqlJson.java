package dev.hydroscope.session;

import dev.hydroscope.sql.Ending;
import dev.hydroscope.sql.Heading;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An answer as the page reads it. Whole numbers past 2^53 are texts; no character of it hides, nor moves a terminal. */
final class SqlJson extends SqlAnswer {
    private static final long EXACT = 1L << 53;
    private static final BigDecimal MOST_EXACT = BigDecimal.valueOf(EXACT);

    private boolean begun;

    SqlJson(Writer to) {
        super(to);
    }

    @Override
    public void columns(List<Heading> columns) {
        List<Map<String, String>> all = new ArrayList<>();
        columns.forEach(column -> {
            Map<String, String> one = new LinkedHashMap<>();
            one.put("name", column.name());
            one.put("type", column.type().name().toLowerCase(Locale.ROOT));
            all.add(one);
        });
        write("{\"columns\":" + Json.visible(all) + ",\"rows\":[");
    }

    @Override
    public void row(List<Object> values) {
        write((begun ? ",\n" : "\n") + Json.visible(values.stream().map(SqlJson::safe).toList()));
        begun = true;
    }

    /** As JavaScript can hold it: what a double cannot tell exactly is a text, where it is a whole number. */
    private static Object safe(Object value) {
        if (value instanceof Long number) {
            return number > EXACT || number < -EXACT ? number.toString() : number;
        }
        if (value instanceof BigDecimal number) {
            boolean whole = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
            boolean large = number.abs().compareTo(MOST_EXACT) > 0;
            boolean doubled = !whole && Double.isFinite(number.doubleValue());
            return doubled ? number.doubleValue() : large ? number.toPlainString() : (Object) number.longValueExact();
        }
        return value;
    }

    @Override
    public void end(Ending ending) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (!ending.truncated().isEmpty()) {
            json.put("truncated", ending.truncated());
        }
        json.put("elapsedMillis", ending.elapsedMillis());
        if (ending.throughNanos() != 0) {
            json.put("through", Nanos.iso(ending.throughNanos()));
        }
        write("]," + Json.text(json).substring(1) + "\n");
    }
}

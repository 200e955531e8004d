package dev.hydroscope.query;

import dev.hydroscope.query.Expression.Condition;
import dev.hydroscope.store.HeaderColumn;
import dev.hydroscope.store.HeaderCursor;
import dev.hydroscope.store.PathBeginning;
import dev.hydroscope.store.Places;
import dev.hydroscope.store.RequestRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A condition on a header, by the hashes of its values: one that is equal has a hash that is known; else each value is looked
 * at once, in a row that has it. For one thread.
 */
final class HeaderColumnTest implements ColumnTest {
    /** Of values that were looked at; some 20 bytes each. */
    private static final int MOST_KNOWN = 60_000;
    private static final byte LOOKED = 1;
    /** From so many on: where most values are new ones again and again, their rows are asked themselves. */
    private static final int MANY_NEW = 10_000;

    private final Field direction;
    private final String key;
    private final int segments;
    private final boolean exists;
    private final ValueTest wanted;
    private final long equal;
    private LongIndex known = new LongIndex();
    private boolean[] passed = new boolean[64];
    private int fresh;
    private int met;

    HeaderColumnTest(Condition condition) {
        this.segments = condition.field().segments();
        boolean folded = condition.field() == Field.METHOD || condition.field() == Field.SCHEME
                || condition.field() == Field.AUTHORITY;
        this.direction = condition.field().header() ? condition.field() : Field.REQUEST_HEADER;
        this.key = condition.field().header() ? condition.name() : segments > 0 ? ":path" : ":" + condition.field().word();
        this.exists = condition.operator() == Operator.EXISTS;
        this.wanted = ValueTest.of(condition, folded);
        byte[] literal = condition.literal().getBytes(StandardCharsets.UTF_8);
        this.equal = condition.operator() != Operator.EQUAL || folded ? 0
                : segments > 0 ? HeaderColumn.pathHash(literal, 0, literal.length) : HeaderColumn.hash(key, literal);
    }

    @Override
    public int cost() {
        return exists || equal != 0 ? 0 : 3;
    }

    @Override
    public Told tell(Look look, Places asked) {
        Told told = Told.nothing();
        for (HeaderColumn column : columns(look)) {
            if (column.codes() > 0) {
                look(look, column, asked, told);
            }
        }
        told.unknown().or(look.block().others());
        told.unknown().and(asked);
        told.unknown().andNot(told.holds());
        return told;
    }

    private List<HeaderColumn> columns(Look look) {
        List<HeaderColumn> columns = new ArrayList<>(2);
        if (segments > 0) {
            columns.add(look.block().pathBeginnings(segments));
            return columns;
        }
        if (direction != Field.RESPONSE_HEADER) {
            columns.add(look.block().header(key, false));
        }
        if (direction != Field.REQUEST_HEADER) {
            columns.add(look.block().header(key, true));
        }
        return columns;
    }

    private void look(Look look, HeaderColumn column, Places asked, Told told) {
        if (!exists && equal == 0 && (fresh < MANY_NEW || fresh * 2 < met)) {
            learn(look, column, asked);
        }
        byte[] byCode = new byte[column.codes() + 1];
        for (int place = asked.next(0); place >= 0; place = asked.next(place + 1)) {
            int code = column.code(place);
            if (code != 0) {
                if (byCode[code] == 0) {
                    byCode[code] = (byte) (LOOKED + told(column.hashOf(code)));
                }
                add(told, place, byCode[code] - LOOKED);
            }
        }
        for (int i = 0; i < column.more(); i++) {
            if (asked.has(column.morePlace(i))) {
                add(told, column.morePlace(i), told(column.moreHash(i)));
            }
        }
    }

    private static void add(Told told, int place, int what) {
        if (what == 1) {
            told.holds().add(place);
        } else if (what == 2) {
            told.unknown().add(place);
        }
    }

    /** 0: no, 1: yes, 2: nobody looked at such a value. */
    private int told(long hash) {
        if (exists) {
            return 1;
        } else if (equal != 0) {
            return hash == equal ? 1 : 0;
        }
        int at = known.find(hash);
        return at < 0 ? 2 : passed[at] ? 1 : 0;
    }

    private void learn(Look look, HeaderColumn column, Places asked) {
        if (known.size() > MOST_KNOWN) {
            known = new LongIndex();
        }
        Places needed = new Places();
        boolean[] seen = new boolean[column.codes() + 1];
        for (int place = asked.next(0); place >= 0; place = asked.next(place + 1)) {
            int code = column.code(place);
            if (code != 0 && !seen[code]) {
                seen[code] = true;
                met++;
                if (known.find(column.hashOf(code)) < 0) {
                    fresh++;
                    needed.add(place);
                }
            }
        }
        for (int i = 0; i < column.more(); i++) {
            if (asked.has(column.morePlace(i)) && known.find(column.moreHash(i)) < 0) {
                needed.add(column.morePlace(i));
            }
        }
        if (!needed.isEmpty()) {
            look.rows(needed).forEach(this::learn);
        }
    }

    private void learn(RequestRow row) {
        HeaderCursor cursor = row.cursor();
        while (cursor.next()) {
            if ((direction == Field.HEADER || cursor.response() == (direction == Field.RESPONSE_HEADER))
                    && cursor.lowerName().equals(key)) {
                learn(cursor);
            }
        }
    }

    private void learn(HeaderCursor cursor) {
        int length = segments == 0 ? cursor.captured()
                : PathBeginning.length(cursor.body(), cursor.valueOffset(), cursor.captured(), segments);
        long hash = segments == 0 ? HeaderColumn.hash(cursor)
                : HeaderColumn.pathHash(cursor.body(), cursor.valueOffset(), length);
        int before = known.size();
        int at = known.add(hash);
        if (at == passed.length) {
            passed = Arrays.copyOf(passed, at * 2);
        }
        if (at == before) {
            passed[at] = wanted.test(cursor.body(), cursor.valueOffset(), length);
        }
    }
}

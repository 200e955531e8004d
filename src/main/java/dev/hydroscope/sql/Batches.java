package dev.hydroscope.sql;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Rows that are read some at a time, when they are asked for, so that any number of them takes little memory. */
final class Batches<R> implements Iterator<R> {
    private final Source<R> source;
    private final List<R> batch = new ArrayList<>();
    private int next;
    private boolean over;

    /** Adds some more rows to a list; says whether there may be more. */
    interface Source<R> {
        boolean read(List<R> into);
    }

    Batches(Source<R> source) {
        this.source = source;
    }

    /** All of one, then all of the next, each begun only when the one before it is over. */
    static <P, R> Iterator<R> each(Iterator<P> parts, java.util.function.Function<P, Iterator<R>> rows) {
        return new Iterator<>() {
            private Iterator<R> current = List.<R>of().iterator();

            @Override
            public boolean hasNext() {
                while (!current.hasNext() && parts.hasNext()) {
                    current = rows.apply(parts.next());
                }
                return current.hasNext();
            }

            @Override
            public R next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return current.next();
            }
        };
    }

    @Override
    public boolean hasNext() {
        while (next == batch.size() && !over) {
            batch.clear();
            next = 0;
            over = !source.read(batch);
        }
        return next < batch.size();
    }

    @Override
    public R next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return batch.get(next++);
    }
}

package dev.hydroscope.session;

import dev.hydroscope.trace.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Batches under way from the reader to the writer. Bounded by their events; what finds no room is counted and let go. */
final class Queue {
    private final Deque<List<Event>> batches = new ArrayDeque<>();
    private final int mostEvents;
    private final boolean patient;
    private final Losses losses;
    private int events;
    private boolean awake;
    private boolean closed;

    /** @param patient whether the doorway waits for room: right for a file, never for a server */
    Queue(int mostEvents, boolean patient, Losses losses) {
        this.mostEvents = mostEvents;
        this.patient = patient;
        this.losses = losses;
    }

    /** The doorway. */
    synchronized void offer(List<Event> batch) {
        if (batch.isEmpty()) {
            return;
        }
        while (patient && !closed && full(batch)) {
            pause(1000);
        }
        if (closed || full(batch)) {
            losses.add("queue", batch.get(0).atNanos(), batch.get(batch.size() - 1).atNanos(), batch.size());
            return;
        }
        batches.add(batch);
        events += batch.size();
        notifyAll();
    }

    /** The next batch, or an empty one where none came in time. */
    synchronized List<Event> poll(long nanos) {
        if (batches.isEmpty() && !awake) {
            pause(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
        }
        List<Event> batch = batches.isEmpty() ? List.of() : batches.remove();
        events -= batch.size();
        notifyAll();
        return batch;
    }

    synchronized boolean isEmpty() {
        return batches.isEmpty();
    }

    /** Nobody needs to wait for a batch any more. */
    synchronized void wake() {
        awake = true;
        notifyAll();
    }

    /** Nobody takes any more: what is here and what still comes is lost. */
    synchronized void close() {
        closed = true;
        for (List<Event> batch : batches) {
            losses.add("queue", batch.get(0).atNanos(), batch.get(batch.size() - 1).atNanos(), batch.size());
        }
        batches.clear();
        events = 0;
        notifyAll();
    }

    /** One batch always fits, however large. */
    private boolean full(List<Event> batch) {
        return events > 0 && events + batch.size() > mostEvents;
    }

    private void pause(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException("the threads of a session are not to be interrupted", e);
        }
    }
}

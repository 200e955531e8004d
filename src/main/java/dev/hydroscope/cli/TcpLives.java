package dev.hydroscope.cli;

import dev.hydroscope.session.Listening;
import dev.hydroscope.trace.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Puts together what was told of a connection at its begin and its end, and hands on those that are asked for. */
final class TcpLives implements Listening.Listener {
    /** Of those whose end was lost, the oldest are forgotten. */
    private static final int MOST_OPEN = 1 << 17;

    private final TcpChoice choice;
    private final Consumer<TcpLife> lives;
    private final Runnable rest;
    private final Map<Long, Event> opened = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Event> eldest) {
            return size() > MOST_OPEN;
        }
    };
    private volatile long told;
    private volatile long unseen;

    /** @param rest is called when no more is under way just now */
    TcpLives(TcpChoice choice, Consumer<TcpLife> lives, Runnable rest) {
        this.choice = choice;
        this.lives = lives;
        this.rest = rest;
    }

    @Override
    public void event(Event event, long connId) {
        if (event.probe().key().equals("tcp:open")) {
            opened.put(TcpLife.number(event, "tcp"), event);
        } else if (event.probe().key().equals("tcp:close")) {
            Event open = opened.remove(TcpLife.number(event, "tcp"));
            if (open != null) {
                end(TcpLife.of(open, event));
            }
        }
    }

    private void end(TcpLife life) {
        if (!choice.wants(life)) {
            return;
        }
        if (life.beginSeen()) {
            told++;
            lives.accept(life);
        } else {
            unseen++;
        }
    }

    @Override
    public void rest() {
        rest.run();
    }

    /** Connections that were handed on. */
    long told() {
        return told;
    }

    /** Those asked for that began before the capture: nobody can say how long they lasted. */
    long unseen() {
        return unseen;
    }
}

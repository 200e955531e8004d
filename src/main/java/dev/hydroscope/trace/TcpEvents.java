package dev.hydroscope.trace;

import dev.hydroscope.trace.Tcp.Numbers;
import dev.hydroscope.trace.TcpEnd.Side;

/** The events of provider tcp, found by the number that the kernel side gives a connection: its life, told from open to close. */
final class TcpEvents {
    private static final int MOST_HELD = 16;

    private final Connections connections;
    private final Outbox outbox;
    private final TcpJoins joins;
    private final Numbered numbered;
    private final Limits limits;

    TcpEvents(Connections connections, Outbox outbox, TcpJoins joins, Numbered numbered, Limits limits) {
        this.connections = connections;
        this.outbox = outbox;
        this.joins = joins;
        this.numbered = numbered;
        this.limits = limits;
    }

    void accept(Trail trail, Role role, Event event) {
        TcpLife life = life(trail.generation, event.number(role.id()));
        if (Numbered.tells(role, event)) {
            joins.put(life, numbered.connection(trail, role, event));
        }
        switch (event.probe().name()) {
            case "open" -> open(life, event);
            case "join" -> join(trail, life, event, Numbered.tells(role, event));
            case "sample" -> numbers(life, event);
            case "close" -> close(life, event);
            default -> { }
        }
        tell(life, event);
        if (!life.open()) {
            end(life, event.atNanos());
        }
    }

    /** Whether what its thread does next is of TCP; others of these events come from anywhere. */
    boolean announces(Event event) {
        return event.probe().name().equals("join");
    }

    private TcpLife life(Generation generation, long number) {
        TcpLife known = generation.tcp.get(number);
        if (known != null) {
            return known;
        }
        if (generation.tcp.size() >= limits.connections()) {
            forget(generation, generation.tcp.values().iterator().next());
        }
        TcpLife life = new TcpLife(number, generation);
        life.heldTick = outbox.tick();
        generation.tcp.put(number, life);
        generation.homeless.add(life);
        return life;
    }

    private void forget(Generation generation, TcpLife life) {
        joins.home(life, 0);
        generation.tcp.remove(life.row.number());
    }

    private void tell(TcpLife life, Event event) {
        if (life.homeless()) {
            life.held.add(event);
            if (life.held.size() >= MOST_HELD) {
                joins.home(life, event.atNanos());
            }
        } else {
            outbox.event(life.carried(), event);
        }
    }

    private void open(TcpLife life, Event event) {
        Tcp row = life.row;
        row.local = address(event, "local");
        row.peer = address(event, "peer");
        long age = Numbers.number(event, "age");
        row.beganNanos = age >= 0 ? event.atNanos() - age : 0;
        row.acceptSeen = Numbers.number(event, "accepted") == 1;
        long role = Numbers.number(event, "role");
        row.side = role == 1 ? Side.SERVER : role == 2 ? Side.CLIENT : Side.UNKNOWN;
        life.generation.acceptsSeen |= row.acceptSeen;
        if (!life.homeless() && life.carried().row.peer.isEmpty()) {
            life.carried().row.peer = row.peer;
            Peer.parse(row.peer).ifPresent(life.carried().peers::add);
            connections.decide(life.carried(), false);
        }
    }

    private void join(Trail trail, TcpLife life, Event event, boolean numbered) {
        int how = (int) Numbers.number(event, "how");
        if (numbered && how != TcpJoins.TLS) {
            life.joined(how == TcpJoins.ACCEPT && life.row.acceptSeen && !life.carriesTls());
        } else if (!numbered) {
            trail.joined = life;
            trail.joinedFor = how;
            trail.joinedGaps = trail.gaps;
        }
    }

    private void close(TcpLife life, Event event) {
        numbers(life, event);
        life.row.closedNanos = event.atNanos();
        life.row.state = (int) Numbers.number(event, "state");
        life.row.error = (int) Numbers.number(event, "error");
    }

    /** Whatever H2O has not told of yet can still come: the connection is not over for that. */
    private void end(TcpLife life, long atNanos) {
        OpenConnection carried = joins.home(life, atNanos);
        carried.row.endedNanos = atNanos;
        carried.clear |= life.row.acceptSeen && carried.tls == 0;
        life.on.forEach(connection -> connections.decide(connection, false));
        life.on.forEach(outbox::changed);
        life.generation.tcp.remove(life.row.number());
    }

    private static void numbers(TcpLife life, Event event) {
        life.row.samples++;
        life.row.numbers = Numbers.of(event).orElse(life.row.numbers);
    }

    private static String address(Event event, String name) {
        int argument = event.probe().argument(name);
        return argument < 0 ? "" : Peer.of(event.bytes(argument)).map(Peer::toString).orElse("");
    }

    /** One that nothing was told to be on stands by itself; where its accept was not seen, that can still come. */
    void settle(Generation generation, int beforeTick) {
        boolean last = beforeTick == Integer.MAX_VALUE;
        generation.homeless.stream().filter(life -> last || life.row.acceptSeen && life.heldTick < beforeTick).toList()
                .forEach(life -> joins.home(life, 0));
    }
}

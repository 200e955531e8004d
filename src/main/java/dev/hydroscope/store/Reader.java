package dev.hydroscope.store;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.probe.Selection;
import dev.hydroscope.quic.StreamSummary;
import dev.hydroscope.quic.Direction;
import dev.hydroscope.quic.Packet;
import dev.hydroscope.quic.Space;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads a session, also while it is written; for any thread. Do not interrupt it: that closes H2's file. */
public final class Reader {
    private final Reads database;
    private final Names names;
    private final Probes probes;
    private final SegmentIndex segments;
    private final ColumnCache columns;
    private final Lens lens;
    private final Reader lasting;

    /** What is done with a connection to the file and a lens upon it. */
    private interface Work<T> {
        T with(Connection connection, Shown shown) throws SQLException;
    }

    /** @param lasting the one of all moments; null: this one */
    Reader(Reads database, Names names, Probes probes, SegmentIndex segments, ColumnCache columns, Lens lens, Reader lasting) {
        this.database = database;
        this.names = names;
        this.probes = probes;
        this.segments = segments;
        this.columns = columns;
        this.lens = lens;
        this.lasting = lasting == null ? this : lasting;
    }

    /**
     * All that is read through the one it gives is of one moment, whatever is written meanwhile; for as long as the work
     * lasts, which should be short. What locks are kept with it must be asked for in no other way.
     */
    public <T> T steady(Function<Reader, T> work) {
        return database.steady(reads -> work.apply(new Reader(reads, names, probes, segments, columns, lens, lasting)));
    }

    /** The one of all moments: what is known of the session is kept by it. */
    public Reader lasting() {
        return lasting;
    }

    /** The same session, of which everything is seen through a lens from here on. */
    public Reader through(Lens other) {
        return other == lens ? this : other.reader(this, () -> new Reader(database, names, probes, segments, columns, other,
                null));
    }

    /** What is read from the file past this class must ask it first. */
    public Lens lens() {
        return lens;
    }

    private <T> T shown(Work<T> work) {
        return database.read(connection -> {
            try (Shown shown = new Shown(connection, names, lens)) {
                return work.with(connection, shown);
            }
        });
    }

    /** What {@link Writer#info} was told. */
    public Map<String, String> info() {
        return database.read(SessionFile::info);
    }

    /** Through a lens that does not embrace everything: as far as {@link #counted} has come, and only what is of requests. */
    public Counts counts() {
        return lens.whole() ? database.read(Account::read) : lens.digest(this).counts();
    }

    /** Whether {@link #counts} is of everything that is shown. */
    public boolean counted() {
        return lens.whole() || lens.digest(this).complete();
    }

    /** Whether nothing will be written any more. */
    public boolean sealed() {
        return database.readOnly();
    }

    /** Oldest first. */
    public List<Loss> losses() {
        return database.read(LossTable::read).stream().filter(loss -> lens.meets(loss.fromNanos(), loss.toNanos())).toList();
    }

    /** The probes of which an event is stored; those of headers are not among them. */
    public List<Probe> probes() {
        return probes.all().stream().map(Probes.Entry::probe).toList();
    }

    /** The names of headers, the most frequent first. */
    public List<HeaderName> headerNames() {
        return lens.clear() ? database.read(HeaderName::read) : lens.digest(this).names();
    }

    /** All rows of a kind; only without a lens, for it knows none. */
    public Sweep sweep() {
        return new Sweep(database, names, probes, lens);
    }

    /** When the session and its connections were, and what was when. */
    public Times times() {
        return new Times(database, lens);
    }

    /** What probes fired, of whatever connection. */
    public Firings firings() {
        return new Firings(database, names, probes, lens);
    }

    public Numbered numbered() {
        return new Numbered(database, names, lens);
    }

    public TcpReader tcp() {
        return new TcpReader(database, names, lens, this);
    }

    /** How many requests ended with each status, the most frequent first. */
    public Map<Integer, Long> statuses() {
        return lens.whole() ? database.read(RollUps::statuses) : lens.digest(this).statuses();
    }

    public Optional<RequestRow> request(long conn, long req) {
        return requests("WHERE conn = ? AND req = ? ORDER BY id LIMIT 1", conn, req).stream().findFirst();
    }

    /** Those of them that are stored, by ordinal. */
    public List<RequestRow> requests(Collection<Long> ordinals) {
        return columns(scan -> scan.rows(ordinals.stream().mapToLong(Long::longValue).toArray()));
    }

    /** The requests of a connection, oldest first, by its ordinal; at most so many. */
    public List<RequestRow> requestsOf(ConnectionRow of, int limit) {
        return requests("WHERE conn = ? AND connection = ? ORDER BY req LIMIT ?", of.conn(), of.ordinal(), limit);
    }

    public Optional<ConnectionRow> connection(long conn) {
        return shown((connection, shown) -> connection(connection, shown, "WHERE conn = ? ORDER BY id LIMIT 1", conn));
    }

    /** By its ordinal. */
    public Optional<ConnectionRow> connectionAt(long ordinal) {
        return shown((connection, shown) -> connection(connection, shown, "WHERE id = ?", ordinal));
    }

    /** Those of them that are stored. */
    public List<ConnectionRow> connectionsAt(Collection<Long> ordinals) {
        return shown((connection, shown) -> {
            List<ConnectionRow> rows = new ArrayList<>(ordinals.size());
            for (long ordinal : ordinals) {
                connection(connection, shown, "WHERE id = ?", ordinal).ifPresent(rows::add);
            }
            return rows;
        });
    }

    private static Optional<ConnectionRow> connection(Connection connection, Shown shown, String where, long number)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ConnectionTable.SELECT + where)) {
            select.setLong(1, number);
            List<ConnectionRow> found = ConnectionTable.rows(select);
            return found.isEmpty() ? Optional.empty() : shown.connection(found.get(0));
        }
    }

    /** Connections newest first, but for the one of all events that belong to none; 0 for toNanos: no end. */
    public Page<ConnectionRow> connections(long fromNanos, long toNanos, int limit, String after) {
        long before = after.isEmpty() ? Long.MAX_VALUE : Tokens.number(after);
        long to = toNanos == 0 ? Long.MAX_VALUE : toNanos;
        return shown((connection, shown) -> new ConnectionPage(connection, shown).read(before, fromNanos, to, limit));
    }

    /** The summary of a connection, where it is one of QUIC. */
    public Optional<QuicRow> quic(ConnectionRow of) {
        return Optional.ofNullable(quic(List.of(of)).get(of.ordinal()));
    }

    /** The summaries of those that are of QUIC, by the ordinals of their connections. */
    public Map<Long, QuicRow> quic(List<ConnectionRow> of) {
        Map<Long, QuicRow> rows = of.isEmpty() ? Map.of() : database.read(connection -> QuicReader.of(connection, of));
        return lens.clear() ? rows : rows.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, row -> lens.redactor().quic(row.getValue())));
    }

    /** Gives every connection with a summary, oldest first. */
    public void eachQuic(BiConsumer<ConnectionRow, QuicRow> each) {
        shown((connection, shown) -> lens.clear() ? QuicReader.each(connection, each)
                : QuicReader.each(connection, (row, quic) -> shown.each(row, quic, each)));
    }

    /** A connection's events, headers' too, oldest first; toNanos 0: no end; glob: of the probes, as `h2o:*`, "" all. */
    public Page<EventRow> events(long conn, long fromNanos, long toNanos, String glob, int limit, String after) {
        Selection selection = Selection.of(List.of(glob.isEmpty() ? "*" : glob));
        Predicate<Probe> wanted = probe -> selection.includes(probe.provider(), probe.name());
        EventReader.Key first = after.isEmpty() ? EventReader.Key.FIRST : EventReader.Key.parse(after);
        long to = toNanos == 0 ? Long.MAX_VALUE : toNanos;
        return shown((connection, shown) -> {
            Optional<ConnectionRow> of = connection(connection, shown, "WHERE conn = ? ORDER BY id LIMIT 1", conn);
            EventReader events = new EventReader(connection, names, probes);
            return of.isEmpty() ? new Page<>(List.of(), "", 0, true)
                    : EventPages.read(key -> events.of(of.get(), key, fromNanos, to, wanted, limit),
                            rows -> shown.events(of.get(), rows), first, limit);
        });
    }

    /**
     * What a connection did over time, in buckets of a power of two of nanoseconds.
     *
     * @param toNanos 0: to its end
     * @param width of the window, at least so many buckets and about twice as many at most
     */
    public Series series(ConnectionRow of, long fromNanos, long toNanos, int width) {
        return database.read(connection -> new SeriesReader(connection, probes, of)
                .read(lens.begin(fromNanos), lens.to(toNanos), width));
    }

    /** The moments of a connection worth a mark, oldest first, no more than a limit; 0 for toNanos: to its end. */
    public List<MarkRow> marks(ConnectionRow of, long fromNanos, long toNanos, int limit) {
        List<MarkRow> marks = database.read(connection ->
                new MarkReader(connection, probes, of).read(lens.begin(fromNanos), lens.to(toNanos), limit));
        return lens.clear() ? marks : marks.stream().map(lens.redactor()::mark).toList();
    }

    /** Every event of a request in order: its headers, and what its connection knows under its req_id or stream. */
    public List<EventRow> events(RequestRow request) {
        return shown((connection, shown) -> {
            int pid = connection(connection, shown, "WHERE id = ?", request.connection()).map(ConnectionRow::pid).orElse(0);
            List<EventRow> events = new EventReader(connection, names, probes).of(request, pid);
            return lens.clear() ? events : events.stream().map(lens.redactor()::event).toList();
        });
    }

    /** Packets of a connection in the order they were sent and received in, each with its fate as far as it is known. */
    public Page<PacketRow> packets(ConnectionRow of, PacketFilter filter, PacketScope scope) {
        return database.read(connection -> new PacketPage(filter, scope.through(lens)).read(connection, of.ordinal()));
    }

    public Optional<Packet> packet(ConnectionRow of, Direction direction, Space space, long number) {
        PacketFilter filter = PacketFilter.one(direction, space, number);
        return packets(of, filter, PacketScope.all(1)).rows().stream().findFirst().map(PacketRow::packet);
    }

    /** The events that a packet is made of and those that told its fate, in order. */
    public List<EventRow> events(ConnectionRow of, Packet packet) {
        return shown((connection, shown) -> shown.events(of,
                new PacketEvents(new EventReader(connection, names, probes), of, packet).all()));
    }

    /** The packet whose acknowledgement made a sent one's fate, where it was one. */
    public Optional<Packet> ackOf(ConnectionRow of, Packet packet) {
        return !packet.fate().acked() ? Optional.empty()
                : database.read(connection -> new PacketReader(connection, of.ordinal()).arrivedBy(packet.fateAtNanos()));
    }

    /** Shows the packets of a range of time, both ends of it too, oldest first and without making an object of each. */
    public void eachPacket(ConnectionRow of, long fromNanos, long toNanos, PacketVisitor visitor) {
        database.read(connection -> {
            long end = lens.to(toNanos);
            new PacketReader(connection, of.ordinal()).each(lens.from(fromNanos), end == 0 ? toNanos : end, visitor);
            return visitor;
        });
    }

    /** The streams of a connection in the order they were first seen; 0 for toNanos: no end. */
    public Page<StreamSummary> streams(ConnectionRow of, long fromNanos, long toNanos, int limit, String after) {
        long to = lens.to(toNanos) == 0 ? Long.MAX_VALUE : lens.to(toNanos);
        return shown((connection, shown) -> {
            Page<StreamSummary> page = new StreamReader(connection, probes, of).streams(lens.from(fromNanos), to, limit, after);
            return lens.whole() ? page : new Page<>(shown.streams(of, page.rows()), page.next(), page.scanned(), page.complete());
        });
    }

    /** Under one number more than once where its connection had been forgotten in between. */
    public List<StreamSummary> stream(ConnectionRow of, long id) {
        return shown((connection, shown) -> shown.streams(of, new StreamReader(connection, probes, of).stream(id)));
    }

    /** What happened to a stream's bytes from one moment to another, in so many columns at most. */
    public StreamRanges streamRanges(ConnectionRow of, long id, long fromNanos, long toNanos, int width) {
        return shown((connection, shown) -> {
            StreamRanges ranges = new StreamRanges(fromNanos, toNanos, width);
            if (shown.stream(of, id)) {
                new StreamReader(connection, probes, of).bytes(id, lens.from(fromNanos), lens.to(toNanos), ranges::add);
            }
            return ranges;
        });
    }

    /** Whose bytes were sent or received from one moment to another: each packet's, or in so many columns of time. */
    public Multiplexing multiplexing(ConnectionRow of, boolean sent, long fromNanos, long toNanos, int width) {
        return database.read(connection -> new StreamReader(connection, probes, of)
                .multiplexing(sent, lens.from(fromNanos), lens.to(toNanos), width));
    }

    /** The requests of a connection with numbers in a range, oldest first. */
    public List<RequestRow> requestsOf(ConnectionRow of, long least, long most) {
        return requests("WHERE conn = ? AND req BETWEEN ? AND ? AND connection = ? ORDER BY conn, req LIMIT 10000", of.conn(),
                least, most, of.ordinal());
    }

    private List<RequestRow> requests(String where, long... numbers) {
        return shown((connection, shown) -> {
            try (PreparedStatement select = connection.prepareStatement(RequestTable.SELECT + where)) {
                for (int i = 0; i < numbers.length; i++) {
                    select.setLong(i + 1, numbers[i]);
                }
                return shown.requests(RequestTable.rows(select, names));
            }
        });
    }

    /** Looks at requests in columns, with one connection to the file; may be asked by several threads at once. */
    public <T> T columns(Function<ColumnScan, T> work) {
        return database.read(connection -> {
            try (ColumnScan scan = new ColumnScan(connection, names, segments, columns, lens)) {
                return work.apply(scan);
            }
        });
    }

    /** Goes through requests with one connection to the file; what is done with the scan should be done soon. */
    public <T> T scan(Filter filter, Scan.Range range, Function<Scan, T> work) {
        return database.read(connection -> {
            try (Scan scan = new Scan(connection, names, segments, filter, range, lens)) {
                return work.apply(scan);
            }
        });
    }
}

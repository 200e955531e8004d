package dev.hydroscope.store;

import dev.hydroscope.bench.QuicTrace;
import dev.hydroscope.bench.QuicTraffic;
import dev.hydroscope.trace.Assembler;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Traffic;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Sessions of requests and of QUIC, their bundles, and what someone may have made of these. */
public final class Bundles {
    private static final byte[] HEAD = "{}".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST = 32;

    private Bundles() {
    }

    static SessionFile requests(Path path, int requests) {
        SessionFile file = SessionFile.create(path);
        Writer writer = file.writer();
        Assembler assembler = new Assembler(Traffic.PROBES, false);
        Traffic traffic = new Traffic(7, 20, 500);
        for (int i = 0; i < requests; i++) {
            traffic.request().forEach(assembler::accept);
        }
        writer.losses(List.of(new Loss("kernel", 5, 9, 3)));
        writer.write(assembler.finish());
        writer.seal();
        return file;
    }

    static SessionFile quic(Path path, int packets) {
        SessionFile file = SessionFile.create(path);
        Writer writer = file.writer();
        Assembler assembler = new Assembler(QuicTrace.probes(), false);
        assembler.process(100, 1);
        QuicTraffic traffic = new QuicTraffic(3, 1_700_000_000_000_000_000L, packets, 3);
        for (boolean more = true; more;) {
            List<Event> events = new ArrayList<>();
            more = traffic.next(events);
            events.forEach(assembler::accept);
        }
        writer.write(assembler.finish());
        writer.seal();
        return file;
    }

    static byte[] of(SessionFile file) {
        return of(file.reader());
    }

    static byte[] of(Reader reader) {
        return of(reader, HEAD);
    }

    private static byte[] of(Reader reader, byte[] head) {
        try {
            ByteArrayOutputStream to = new ByteArrayOutputStream();
            BundleOutput out = new BundleOutput(to);
            out.head(head);
            BundleRows rows = new BundleRows();
            for (byte[] piece = rows.next(reader); piece.length > 0; piece = rows.next(reader)) {
                out.write(piece);
            }
            out.end();
            return to.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands in its blocks, its head among it. */
    public static byte[] unpacked(byte[] bundle) throws DataFormatException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer in = ByteBuffer.wrap(bundle, BundleOutput.MAGIC.length, bundle.length - BundleOutput.MAGIC.length - DIGEST);
        for (int raw = in.getInt(), packed = in.getInt(); raw > 0; raw = in.getInt(), packed = in.getInt()) {
            byte[] block = new byte[raw];
            Inflater inflater = new Inflater();
            inflater.setInput(bundle, in.position(), packed);
            inflater.inflate(block);
            inflater.end();
            all.writeBytes(block);
            in.position(in.position() + packed);
        }
        return all.toByteArray();
    }

    /** A bundle of this content, whatever it is, with a digest that is right. */
    public static byte[] packed(byte[] content) {
        try {
            ByteArrayOutputStream to = new ByteArrayOutputStream();
            BundleOutput out = new BundleOutput(to);
            out.write(content);
            out.end();
            return to.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bundle of a file whose rows someone has changed, with a digest that is right. */
    public static byte[] spoilt(byte[] bundle, Path scratch, long seed) throws IOException, SQLException {
        byte[] head;
        try (Bundle in = Bundle.open(new ByteArrayInputStream(bundle), bytes -> { })) {
            head = in.head();
            in.restore(scratch);
        }
        Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rw-------"));
        Database database = new Database(scratch, false);
        try (Connection connection = database.connect()) {
            Spoiling spoiling = new Spoiling(connection, new SplittableRandom(seed));
            for (BundleTable table : BundleTable.all(connection)) {
                spoiling.spoil(table);
            }
            return of(new Reader(database, new Names(), new Probes(), new SegmentIndex(), new ColumnCache(), Lens.NONE, null),
                    head);
        } finally {
            database.shutdown("SHUTDOWN IMMEDIATELY");
            Files.delete(scratch);
        }
    }

    static SessionFile restore(byte[] bundle, Path path) throws IOException {
        try (Bundle in = Bundle.open(new ByteArrayInputStream(bundle), bytes -> { })) {
            if (!Arrays.equals(HEAD, in.head())) {
                throw new BundleDamage("its head is another");
            }
            in.restore(path);
        }
        return SessionFile.open(path);
    }
}

package dev.hydroscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.quic.Story;
import dev.hydroscope.quic.StreamSummary;
import dev.hydroscope.quic.Verdict;
import dev.hydroscope.quic.Verdict.Note;
import dev.hydroscope.quic.Verdict.Part;
import dev.hydroscope.store.StreamRanges.Range;
import dev.hydroscope.trace.Changes;
import dev.hydroscope.trace.Changes.Run;
import dev.hydroscope.trace.Connection;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Made;
import dev.hydroscope.trace.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams and verdicts are there at each commit, after sealing, and after their connection was forgotten. */
class StreamTableTest {
    private static final long MILLI = 1_000_000;

    @TempDir
    private Path folder;
    private SessionFile file;
    private Writer writer;
    private final Connection connection = Made.connection(1, 41, Story.BASE);

    @BeforeEach
    void create() {
        file = SessionFile.create(folder.resolve("session.mv.db"));
        writer = file.writer();
    }

    @AfterEach
    void close() {
        file.close();
    }

    private static Request request(Connection connection, long req, long ordinal) {
        return Made.version(Made.header(Made.request(connection, req, ordinal, Story.BASE), false, ":path", "/" + req), 0x300);
    }

    private static Request ended(Request request, long responded, long ended) {
        return Made.finished(Made.ended(Made.responded(request, 200, Story.BASE + responded * MILLI),
                Story.BASE + ended * MILLI));
    }

    private void write(Connection of, List<Event> events, Request... requests) {
        writer.write(new Changes(List.of(of), List.of(requests), List.of(new Run(of, List.copyOf(events))),
                events.size() + requests.length));
        assertEquals("", writer.problem());
    }

    private ConnectionRow row() {
        return file.reader().connection(41).orElseThrow();
    }

    private List<StreamSummary> streams() {
        return file.reader().streams(row(), 0, 0, 1000, "").rows();
    }

    @Test
    void verdictGrowsWithItsRequestAndStaysWhenItIsSealed() {
        Story story = new Story().at(0).asked(0).at(30).responded(0, 200).some(0, 0, 100);
        story.fire("quicly:enter_cc_limited").at(50).fire("quicly:packet_sent", "len", 40);
        Request request = Made.responded(request(connection, 0, 0), 200, Story.BASE + 30 * MILLI);
        write(connection, story.events(), request);
        Verdict running = file.reader().request(41, 0).orElseThrow().verdict().orElseThrow();
        assertEquals(List.of(30 * MILLI, 20 * MILLI, false), List.of(running.nanos()[Part.SERVER.ordinal()],
                running.nanos()[Part.CWND.ordinal()], running.complete()));
        int before = story.events().size();
        story.at(90).end(0, 100, 5).fire("quicly:exit_cc_limited").at(100).acked(0, 0, 106).destroyed(0);
        write(connection, story.events().subList(before, story.events().size()), ended(request, 30, 100));
        writer.seal();
        RequestRow row = file.reader().request(41, 0).orElseThrow();
        Verdict verdict = row.verdict().orElseThrow();
        assertEquals(row.durationNanos(), verdict.wholeNanos());
        assertEquals(600_000_000, row.verdictShare(Part.CWND));
        assertTrue(verdict.complete() && verdict.notes().isEmpty());
        assertEquals(1, streams().size());
        assertEquals(105, streams().get(0).ackedBytes());
    }

    @Test
    void everyRowIsPackedAsItWas() {
        Story story = new Story();
        for (int i = 0; i < 100; i++) {
            story.at(i).asked(i * 4L).responded(i * 4L, 200).end(i * 4L, 0, i).lost(i * 4L, 0, i).end(i * 4L, 0, i);
            story.acked(i * 4L, 0, i + 1);
            if (i % 3 != 0) {
                story.destroyed(i * 4L);
            }
        }
        write(connection, story.events());
        story.at(200).destroyed(0);
        write(connection, story.events().subList(story.events().size() - 1, story.events().size()));
        List<StreamSummary> streams = streams();
        assertEquals(100, streams.size());
        for (int i = 0; i < 100; i++) {
            StreamSummary stream = streams.get(i);
            assertEquals(List.of(i * 4L, (long) i, (long) i, (long) i), List.of(stream.stream(), stream.sentBytes(),
                    stream.retransmittedBytes(), stream.ackedBytes()));
            assertEquals(Story.BASE + i * MILLI, stream.firstSentAt());
            assertEquals(i == 0 ? Story.BASE + 200 * MILLI : i % 3 == 0 ? 0 : Story.BASE + i * MILLI, stream.closedAt());
        }
        assertEquals(streams, pages());
        assertEquals(List.of(streams.get(57)), file.reader().stream(row(), 57 * 4));
        assertEquals(34, file.reader().streams(row(), Story.BASE + 150 * MILLI, 0, 1000, "").rows().size(),
                "those that are not closed, and one that closed then");
    }

    private List<StreamSummary> pages() {
        List<StreamSummary> all = new ArrayList<>();
        String after = "";
        do {
            Page<StreamSummary> page = file.reader().streams(row(), 0, 0, 7, after);
            all.addAll(page.rows());
            after = page.next();
        } while (!after.isEmpty());
        return all;
    }

    @Test
    void bytesAreReadFromEventsOrFromRowsAlike() {
        Story story = new Story();
        story.at(0).asked(0).responded(0, 200);
        int written = 0;
        for (int i = 0; i < 6000; i++) {
            story.at(i).some(0, i * 100L, 100).acked(0, i * 100L, 100);
            if (i % 1000 == 999) {
                story.lost(0, i * 100L, 100).some(0, i * 100L, 100);
            }
            if (i == 1000) {
                write(connection, story.events());
                written = story.events().size();
                check(1001);
            }
        }
        write(connection, story.events().subList(written, story.events().size()));
        check(6000);
        StreamRanges few = file.reader().streamRanges(row(), 0, Story.BASE, Story.BASE + 6000 * MILLI, 50);
        assertTrue(few.ranges().size() <= 50 * 6);
        assertEquals(600_000, bytes(few.ranges(), "SENT"));
        assertEquals(600, bytes(few.ranges(), "RETRANSMITTED"));
        assertEquals(10, file.reader().streamRanges(row(), 0, Story.BASE + 10 * MILLI, Story.BASE + 19 * MILLI, 500).ranges()
                .stream().filter(range -> range.fate().name().equals("SENT")).count());
    }

    private void check(int sends) {
        List<Range> ranges = file.reader().streamRanges(row(), 0, Story.BASE, Story.BASE + 10_000 * MILLI, 4000).ranges();
        assertEquals(sends * 100L, bytes(ranges, "SENT"));
        assertEquals(sends * 100L, bytes(ranges, "ACKED"));
        assertEquals(sends / 1000 * 100L, bytes(ranges, "LOST"));
    }

    private static long bytes(List<Range> ranges, String fate) {
        return ranges.stream().filter(range -> range.fate().name().equals(fate)).mapToLong(Range::bytes).sum();
    }

    @Test
    void forgottenConnectionGoesOnBehindItsOtherRowsAndSaysSo() {
        Story story = new Story().at(0).asked(0).responded(0, 200).some(0, 0, 100);
        write(connection, story.events());
        List<Run> others = new ArrayList<>();
        for (int i = 2; i < 4500; i++) {
            others.add(new Run(Made.connection(i, 40 + i, Story.BASE), new Story().at(1).asked(0).events()));
        }
        writer.write(new Changes(List.of(), List.of(), others, others.size() * 3L));
        int before = story.events().size();
        story.at(40).end(0, 100, 10).at(60).acked(0, 0, 111).destroyed(0);
        Request request = ended(request(connection, 0, 0), 0, 60);
        write(connection, story.events().subList(before, story.events().size()), request);
        assertEquals(2, file.reader().stream(row(), 0).size());
        RequestRow stored = file.reader().request(41, 0).orElseThrow();
        Verdict verdict = stored.verdict().orElseThrow();
        assertEquals(stored.durationNanos(), Arrays.stream(verdict.nanos()).sum());
        assertFalse(verdict.notes().isEmpty());
    }

    @Test
    void lostEventsAreUnknownInWhatRunsThen() {
        Story story = new Story().at(0).asked(0).at(10).responded(0, 200).some(0, 0, 100);
        write(connection, story.events());
        writer.losses(List.of(new Loss("kernel", Story.BASE + 20 * MILLI, Story.BASE + 30 * MILLI, 5)));
        int before = story.events().size();
        story.at(50).end(0, 100, 10).at(60).acked(0, 0, 111).destroyed(0);
        write(connection, story.events().subList(before, story.events().size()), ended(request(connection, 0, 0), 10, 60));
        Verdict verdict = file.reader().request(41, 0).orElseThrow().verdict().orElseThrow();
        assertEquals(30 * MILLI, verdict.nanos()[Part.UNKNOWN.ordinal()]);
        assertEquals(List.of(Note.LOST_EVENTS), verdict.notes());
    }

    @Test
    void requestWithoutTransportIsJudgedByItsRow() {
        Request request = ended(Made.version(request(connection, 5, 0), 0x101), 20, 50);
        writer.write(Made.of(List.of(connection), List.of(request)));
        Verdict verdict = file.reader().request(41, 5).orElseThrow().verdict().orElseThrow();
        assertEquals(20 * MILLI, verdict.nanos()[Part.SERVER.ordinal()]);
        assertEquals(List.of(Note.NO_TRANSPORT), verdict.notes());
        assertEquals(1_000_000_000, file.reader().request(41, 5).orElseThrow().verdictShare(Part.SERVER));
    }

    /** Whose ends were all missed: what is held of them stays within its bounds, and none is lost. */
    @Test
    void streamsWithoutEndDoNotAddUp() {
        int all = 3 * StreamTable.MOST_STREAMS / 2;
        for (int from = 0; from < all; from += 8192) {
            Story story = new Story().at(1 + from);
            for (int i = from; i < from + 8192; i++) {
                story.some(4L * i, 0, 10);
            }
            write(connection, story.events());
        }
        Story story = new Story().at(2 * all).asked(0).responded(0, 200).end(0, 10, 5).at(2 * all + 1).destroyed(0);
        write(connection, story.events(), ended(request(connection, 0, 0), 2 * all, 2 * all + 1));
        List<Note> notes = file.reader().request(41, 0).orElseThrow().verdict().map(Verdict::notes).orElse(List.of(Note.FORGOTTEN));
        assertTrue(notes.contains(Note.FORGOTTEN), notes.toString());
        assertEquals(1000, streams().size());
    }
}

package dev.hydroscope.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.trace.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of recorded traces: whole, cut, altered, and none at all. */
class RecordingTest {
    @TempDir
    Path folder;

    @Test
    void givesBackWhatWasRecorded() throws Exception {
        for (String name : List.of("plain.trace", "zipped.trace.gz")) {
            Replayed replayed = Replayed.of(Recording.of(TraceFile.write(folder.resolve(name), 1000)));
            assertEquals(1000, replayed.events().size());
            assertEquals(IntStream.range(0, 1000).mapToObj(i -> "value " + i).toList(),
                    replayed.events().stream().map(event -> event.text(4)).toList());
            Event last = replayed.events().get(999);
            assertEquals("h2o:receive_request_header", last.probe().key());
            assertEquals(TraceFile.CLOCK_OFFSET_NANOS + TraceFile.at(999), last.atNanos());
            assertEquals(List.of(4242, 4243, 999), List.of(last.pid(), last.tid(), last.seq()));
            assertEquals(List.of(new Source.Process(4242, 77)), replayed.processes());
            assertTrue(replayed.reason().endsWith("the recording is at its end"), replayed.reason());
        }
    }

    @Test
    void aCutRecordingGivesWhatItHoldsAndSaysSo() throws Exception {
        for (String name : List.of("plain.trace", "zipped.trace.gz")) {
            byte[] whole = Files.readAllBytes(TraceFile.write(folder.resolve(name), 1000));
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length * 2 / 3));
            Replayed replayed = Replayed.of(Recording.of(cut));
            assertTrue(replayed.events().size() > 200, "events: " + replayed.events().size());
            assertTrue(replayed.reason().contains("cut short, after " + replayed.events().size() + " events"),
                    replayed.reason());
        }
    }

    @Test
    void refusesWhatIsNoRecording() throws Exception {
        assertRefused("there is no such file", folder.resolve("gone"));
        assertRefused("it is not a recording of this version",
                Files.writeString(folder.resolve("text"), "hello\nclock 1\n"));
        assertRefused("its head is cut short or damaged", Files.writeString(folder.resolve("empty"), ""));
        assertRefused("its head is cut short or damaged",
                Files.writeString(folder.resolve("clock"), Recording.MAGIC + "\nclock noon\n\n"));
        assertRefused("its head is cut short or damaged",
                Files.writeString(folder.resolve("probe"), Recording.MAGIC + "\nclock 1\nh2o:x y:what\n\n"));
        assertRefused("its head is cut short or damaged",
                Files.writeString(folder.resolve("endless"), Recording.MAGIC + "\nclock " + "1".repeat(100_000)));
        byte[] gzipCutShort = {0x1f, (byte) 0x8b, 8, 0};
        assertRefused("it cannot be read", Files.write(folder.resolve("half.gz"), gzipCutShort));
    }

    @Test
    void anAlteredRecordingEndsWithItsAccountClosed() throws Exception {
        byte[] whole = Files.readAllBytes(TraceFile.write(folder.resolve("whole"), 50));
        Random random = new Random(2);
        int damaged = 0;
        for (int round = 0; round < 500; round++) {
            byte[] altered = whole.clone();
            altered[random.nextInt(altered.length)] = (byte) random.nextInt();
            try {
                Replayed replayed = Replayed.of(Recording.of(Files.write(folder.resolve("altered"), altered)));
                assertEquals(replayed.hits(), replayed.events().size() + replayed.undecodable());
                damaged += replayed.reason().contains("damaged") || replayed.undecodable() > 0 ? 1 : 0;
            } catch (RecordingException e) {
                assertFalse(e.hint().isEmpty());
                damaged++;
            }
        }
        assertTrue(damaged > 20, "seen as damaged: " + damaged);
    }

    @Test
    void recordingToWhereNothingCanBeWrittenIsTold() throws IOException {
        RecordingException refused = assertThrows(RecordingException.class,
                () -> new RecordingWriter(folder.resolve("no/such/folder"), List.of(), 0));
        assertTrue(refused.getMessage().contains("it cannot be written"), refused.getMessage());
        Path full = Path.of("/dev/full");
        RecordingWriter writer = new RecordingWriter(full, TraceFile.PROBES, 0);
        TraceFile.fill(writer, 5000);
        RecordingException end = assertThrows(RecordingException.class, writer::close);
        assertTrue(end.getMessage().contains("No space left on device"), end.getMessage());
    }

    private static void assertRefused(String why, Path file) {
        RecordingException refused = assertThrows(RecordingException.class, () -> Recording.of(file));
        assertTrue(refused.getMessage().startsWith(file + ": " + why), refused.getMessage());
    }

    /** What a recording gives when it is played once. */
    record Replayed(List<Event> events, List<Source.Process> processes, long hits, long undecodable, String reason) {
        static Replayed of(Recording recording) throws InterruptedException {
            List<Event> events = new ArrayList<>();
            ReplaySource source = ReplaySource.once(recording);
            source.start(events::addAll);
            while (!source.ended()) {
                Thread.sleep(1);
            }
            source.close();
            return new Replayed(events, source.processes(), source.counters().allHits(), source.undecodable(),
                    source.reason());
        }
    }
}

package dev.hydroscope.quic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionStreamsTest {
    private final Story story = new Story();

    @Test
    void countsBytesOnceHoweverOftenTheyAreSent() {
        story.at(1).asked(0).responded(0, 200).some(0, 0, 1000).some(0, 1000, 1000).end(0, 2000, 500);
        story.at(5).lost(0, 1000, 1000).some(0, 1000, 600).some(0, 1600, 400).at(9).acked(0, 0, 1000).acked(0, 1000, 1501);
        StreamSummary stream = story.opened.get(0).summary(story.streams.latestNanos());
        assertEquals(List.of(2500L, 1000L, 2500L, 1000L, 40L), List.of(stream.sentBytes(), stream.retransmittedBytes(),
                stream.ackedBytes(), stream.lostBytes(), stream.receivedBytes()));
        assertEquals(List.of(1L, 5L), List.of(millis(stream.firstSentAt()), millis(stream.lastSentAt())));
        assertEquals(1, millis(stream.finishedAt()));
        assertEquals(0, stream.closedAt());
    }

    private static long millis(long atNanos) {
        return (atNanos - Story.BASE) / 1_000_000;
    }

    @Test
    void tellsFirstSendFromRetransmissionByteByByte() {
        story.at(1).some(3, 0, 100).at(2).some(3, 50, 100);
        assertEquals(List.of("1 3 SENT 0+100", "2 3 RETRANSMITTED 50+50", "2 3 SENT 100+50"), story.bytes);
    }

    @Test
    void tellsReorderingByTheGapBeforeIt() {
        for (long[] part : new long[][] {{0, 10}, {20, 10}, {10, 10}}) {
            story.fire("quicly:stream_receive", "stream", 2, "off", part[0], "data_len", part[1]);
        }
        assertEquals(List.of("0 2 RECEIVED 0+10", "0 2 REORDERED 20+10", "0 2 RECEIVED 10+10"), story.bytes);
    }

    @Test
    void finIsNoByte() {
        story.at(1).end(7, 0, 10).at(2).acked(7, 0, 11);
        assertEquals(List.of("1 7 SENT 0+10", "2 7 ACKED 0+10"), story.bytes);
        assertEquals(10, story.opened.get(0).summary(0).ackedBytes());
    }

    @Test
    void cryptoStreamsAreStreams() {
        story.fire("quicly:stream_send", "stream", -1, "off", 0, "data_len", 90, "wrote_all", 1).destroyed(-1);
        assertEquals(-1, story.opened.get(0).id());
        assertEquals(90, story.opened.get(0).summary(0).sentBytes());
    }

    @Test
    void idThatComesAgainIsAnotherStream() {
        for (int i = 0; i < 100; i++) {
            story.asked(i * 4L).destroyed(i * 4L);
        }
        story.asked(0);
        assertEquals(101, story.opened.size());
        assertEquals(100, story.opened.get(100).place());
    }
}

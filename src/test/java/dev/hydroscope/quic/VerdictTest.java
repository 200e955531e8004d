package dev.hydroscope.quic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.quic.Verdict.Note;
import dev.hydroscope.quic.Verdict.Part;
import dev.hydroscope.quic.Verdict.Span;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The rules of src/docs/verdict.md, each by a story whose numbers are known. */
class VerdictTest {
    private final Story story = new Story();

    private static Verdict verdict(Story story, long stream, long from, long to) {
        return story.streams.verdict(stream, Story.BASE + from * 1_000_000, Story.BASE + to * 1_000_000, true).orElseThrow();
    }

    @Test
    void timeBeforeTheResponseIsTheServersAndAfterTheLastByteTheAcks() {
        story.at(0).asked(0).at(30).responded(0, 200).at(31).end(0, 0, 100).at(50).acked(0, 0, 101).destroyed(0);
        assertEquals("server 30, waiting 1, ack 19", story.verdict(0, 0, 50));
    }

    @Test
    void requestsBodyIsReceivedUntilItsLastByte() {
        story.at(0).fire("quicly:stream_receive", "stream", 4, "off", 0, "data_len", 40, "is_fin", 0);
        story.fire("h2o:receive_request", "conn_id", 1, "req_id", 4, "http_version", 0x300);
        story.at(20).fire("quicly:stream_receive", "stream", 4, "off", 140, "data_len", 60, "is_fin", 1);
        story.at(25).fire("quicly:stream_receive", "stream", 4, "off", 40, "data_len", 100, "is_fin", 0);
        story.at(30).responded(4, 200).end(4, 0, 10).at(40).acked(4, 0, 11).destroyed(4);
        assertEquals("server 5, receiving 25, ack 10", story.verdict(4, 0, 40));
    }

    @Test
    void windowHoldsUpWhatIsReady() {
        story.at(0).asked(0).at(10).responded(0, 200).some(0, 0, 1000).fire("quicly:enter_cc_limited", "pn", 9);
        story.at(40).some(0, 1000, 1000).at(70).end(0, 2000, 500).fire("quicly:exit_cc_limited", "pn", 20);
        story.at(100).acked(0, 0, 2501).destroyed(0);
        assertEquals("server 10, cwnd 60, ack 30", story.verdict(0, 0, 100));
    }

    @Test
    void windowWithRoomHoldsNothingUp() {
        story.at(0).fire("quicly:cc_ack_received", "cwnd", 3000, "inflight", 0).asked(0).responded(0, 200).some(0, 0, 1000);
        story.fire("quicly:packet_sent", "len", 1200).fire("quicly:enter_cc_limited", "pn", 9);
        story.at(10).some(0, 1000, 1000).fire("quicly:packet_sent", "len", 1200).at(15).some(0, 2000, 1000);
        story.fire("quicly:packet_sent", "len", 1200).fire("quicly:packet_sent", "len", 40, "ack_only", 1);
        story.at(45).fire("quicly:cc_ack_received", "cwnd", 3000, "inflight", 1200).at(46).end(0, 3000, 5);
        story.fire("quicly:exit_cc_limited", "pn", 9).at(50).acked(0, 0, 3006).destroyed(0);
        assertEquals("waiting 16, cwnd 30, ack 4", story.verdict(0, 0, 50));
    }

    @Test
    void whatIsGivenUpAsTheConnectionClosesWasNotLost() {
        story.at(0).asked(0).responded(0, 200).end(0, 0, 100).at(9).fire("quicly:application_close_receive").lost(0, 0, 101);
        story.at(10).destroyed(0);
        assertEquals("ack 10", story.verdict(0, 0, 10));
        assertEquals(0, story.opened.get(0).summary(0).lostBytes());
    }

    @Test
    void responseAloneOnAConnectionAtItsWindowHasBytesThoughItsLastPieceWasWrittenWhole() {
        story.at(0).asked(0).responded(0, 200).all(0, 0, 64_000).fire("quicly:enter_cc_limited", "pn", 9);
        story.at(30).end(0, 64_000, 10).fire("quicly:exit_cc_limited", "pn", 60).at(40).acked(0, 0, 64_011).destroyed(0);
        assertEquals("cwnd 30, ack 10", story.verdict(0, 0, 40));
    }

    @Test
    void whatTheServerHasNotGivenYetIsTheServersThoughOthersAreLimited() {
        story.at(0).asked(0).asked(4).responded(0, 200).responded(4, 200).some(0, 0, 1000).all(4, 0, 10);
        story.fire("quicly:enter_cc_limited", "pn", 9);
        story.at(20).end(4, 10, 10).at(30).acked(4, 0, 21).destroyed(4).at(31).end(0, 1000, 10).destroyed(0);
        assertEquals("server 20, ack 10", story.verdict(4, 0, 30));
        assertEquals("cwnd 31", story.verdict(0, 0, 31));
    }

    @Test
    void othersGoFirst() {
        story.at(0).asked(0).responded(0, 200).some(0, 0, 100).at(15).end(0, 100, 5).at(20).acked(0, 0, 106).destroyed(0);
        assertEquals("waiting 15, ack 5", story.verdict(0, 0, 20));
    }

    @Test
    void streamIsBlockedFromTheByteThatReachesItsLimit() {
        story.at(0).asked(0).fire("quicly:max_stream_data_receive", "stream_id", 0, "maximum", 1000).responded(0, 200);
        story.at(5).some(0, 0, 1000).at(7).fire("quicly:stream_data_blocked_send", "stream_id", 0, "maximum", 1000);
        story.at(45).fire("quicly:max_stream_data_receive", "stream_id", 0, "maximum", 9000);
        story.at(46).end(0, 1000, 10).at(50).acked(0, 0, 1011).destroyed(0);
        assertEquals("waiting 6, stream_blocked 40, ack 4", story.verdict(0, 0, 50));
    }

    @Test
    void limitThatNobodyToldIsLearntFromTheBlockedFrame() {
        story.at(0).asked(0).responded(0, 200).some(0, 0, 1000);
        story.at(10).fire("quicly:stream_data_blocked_send", "stream_id", 0, "maximum", 1000);
        story.at(30).fire("quicly:max_stream_data_receive", "stream_id", 0, "maximum", 9000);
        story.at(31).end(0, 1000, 10).at(32).acked(0, 0, 1011).destroyed(0);
        assertEquals("waiting 11, stream_blocked 20, ack 1", story.verdict(0, 0, 32));
    }

    @Test
    void connectionIsBlockedForAllThatHaveNewBytes() {
        story.at(0).asked(0).asked(4).responded(0, 200).responded(4, 200).some(0, 0, 600).end(4, 0, 400);
        story.at(2).fire("quicly:data_blocked_send", "off", 1000);
        story.at(52).fire("quicly:max_data_receive", "maximum", 5000).end(0, 600, 10);
        story.at(60).acked(0, 0, 611).acked(4, 0, 401).destroyed(0).destroyed(4);
        assertEquals("waiting 2, connection_blocked 50, ack 8", story.verdict(0, 0, 60));
        assertEquals("ack 60", story.verdict(4, 0, 60));
    }

    @Test
    void lostBytesAreRetransmittedUntilTheyAreAcked() {
        story.at(0).asked(0).responded(0, 200).some(0, 0, 1000).end(0, 1000, 100);
        story.at(30).acked(0, 1000, 101).lost(0, 0, 1000).at(31).some(0, 0, 1000).at(60).acked(0, 0, 1000).destroyed(0);
        assertEquals("retransmitting 30, ack 30", story.verdict(0, 0, 60));
    }

    @Test
    void lateAckOfWhatWasDeclaredLostEndsRetransmitting() {
        story.at(0).asked(0).responded(0, 200).end(0, 0, 100).at(10).lost(0, 0, 101).at(14).acked(0, 0, 101).destroyed(0);
        assertEquals("retransmitting 4, ack 10", story.verdict(0, 0, 14));
    }

    @Test
    void windowComesBeforeRetransmittingWhileTheLostBytesCannotGo() {
        story.at(0).asked(0).responded(0, 200).end(0, 0, 1000).at(10).lost(0, 0, 1001);
        story.fire("quicly:enter_cc_limited", "pn", 5).at(25).end(0, 0, 1000).fire("quicly:exit_cc_limited", "pn", 6);
        story.at(40).acked(0, 0, 1001).destroyed(0);
        assertEquals("cwnd 15, retransmitting 15, ack 10", story.verdict(0, 0, 40));
    }

    @Test
    void earlyHintsAreNoResponse() {
        story.at(0).asked(0).at(5).responded(0, 103).at(6).all(0, 0, 20);
        story.at(50).responded(0, 200).end(0, 20, 20).at(60).acked(0, 0, 41).destroyed(0);
        assertEquals("server 49, waiting 1, ack 10", story.verdict(0, 0, 60));
    }

    @Test
    void resetLeavesNothingToSend() {
        story.at(0).asked(0).responded(0, 200).some(0, 0, 1000).at(10).lost(0, 0, 1000);
        story.fire("quicly:reset_stream_send", "stream_id", 0, "error_code", 0x10c, "final_size", 1000);
        story.at(20).destroyed(0);
        assertEquals("waiting 10, ack 10", story.verdict(0, 0, 20));
    }

    @Test
    void lossOfEventsIsUnknownUntilAnEventTellsTheState() {
        story.at(0).asked(0).at(10).responded(0, 200).some(0, 0, 1000).at(20);
        story.streams.lost(Story.BASE + 20_000_000);
        story.at(35).end(0, 1000, 10).at(40).acked(0, 0, 1011).destroyed(0);
        Verdict verdict = verdict(story, 0, 0, 40);
        assertEquals("server 10, waiting 10, ack 5, unknown 15", Story.text(verdict));
        assertEquals(List.of(Note.LOST_EVENTS), verdict.notes());
    }

    @Test
    void connectionThatBeganBeforeTheCaptureIsNotSureOfItsWindow() {
        Story before = new Story(false);
        before.at(0).asked(0).responded(0, 200).some(0, 0, 1000).at(30).fire("quicly:exit_cc_limited", "pn", 3);
        before.at(35).end(0, 1000, 10).at(40).acked(0, 0, 1011).destroyed(0);
        Verdict verdict = verdict(before, 0, 0, 40);
        assertEquals("waiting 5, ack 5, unknown 30", Story.text(verdict));
        assertEquals(List.of(Note.BEFORE_CAPTURE), verdict.notes());
    }

    @Test
    void whatBeganASpanStandsWithIt() {
        story.at(0).asked(0).at(30).responded(0, 200).at(31).end(0, 0, 100).at(50).acked(0, 0, 101).destroyed(0);
        List<Span> spans = verdict(story, 0, 0, 50).spans();
        assertEquals(List.of(Kind.RECEIVE_REQUEST, Kind.SEND_RESPONSE, Kind.STREAM_SEND),
                spans.stream().map(Span::cause).toList());
        assertEquals(List.of(Story.BASE, Story.BASE + 30_000_000, Story.BASE + 31_000_000),
                spans.stream().map(Span::causeAtNanos).toList());
    }

    @Test
    void limitThatIsLiftedForMomentsStaysOneSpan() {
        story.at(0).asked(0).responded(0, 200).some(0, 0, 10).fire("quicly:enter_cc_limited");
        for (int i = 1; i <= 500; i++) {
            story.at(i * 10L - 1).fire("quicly:exit_cc_limited").at(i * 10L).fire("quicly:enter_cc_limited");
        }
        story.at(5001).end(0, 10, 10).destroyed(0);
        Verdict verdict = verdict(story, 0, 0, 5001);
        assertEquals("waiting 500, cwnd 4501", Story.text(verdict));
        assertTrue(verdict.leftOut()[Part.WAITING.ordinal()] > 450);
        assertEquals(0, verdict.leftOut()[Part.CWND.ordinal()], "none of it is left out: what was apart is joined");
        assertEquals(4501_000_000L, verdict.spans().stream().filter(span -> span.part() == Part.CWND)
                .mapToLong(Span::ownNanos).sum());
        assertEquals(Story.BASE + 5001_000_000L, verdict.spans().get(verdict.spans().size() - 1).toNanos());
    }

    @Test
    void runningRequestIsToldAsFarAsItIsKnown() {
        story.at(0).asked(0).at(10).responded(0, 200).some(0, 0, 100).at(25).asked(4);
        Verdict verdict = story.streams.verdict(0, Story.BASE, Story.BASE + 10_000_000, false).orElseThrow();
        assertEquals("server 10, waiting 15", Story.text(verdict));
        assertEquals(List.of(Note.NO_END), verdict.notes());
        assertTrue(!verdict.complete());
    }

    @Test
    void nothingIsSaidOfAConnectionThatToldNoStreams() {
        story.at(0).fire("h2o:receive_request", "conn_id", 1, "req_id", 0, "http_version", 0x300).at(5).responded(0, 200);
        assertTrue(story.streams.verdict(0, Story.BASE, Story.BASE + 9_000_000, true).isEmpty());
    }

    @Test
    void partsAddUpToTheWholeWhateverFires() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Story any = new Story(random.nextBoolean());
            any.at(0).asked(0).asked(4).asked(8);
            any.fire("quicly:stream_send", "stream", -4, "off", 0, "data_len", 10, "wrote_all", 1);
            long at = 0;
            for (int i = 0; i < 600; i++) {
                at += random.nextInt(-1, 4);
                step(any.at(Math.max(0, at)), random);
            }
            for (long stream : new long[] {0, 4, 8}) {
                check(verdict(any, stream, 0, at), any);
            }
        }
    }

    private static void step(Story any, SplittableRandom random) {
        long stream = random.nextInt(3) * 4;
        long offset = random.nextInt(20) * 100;
        long length = random.nextInt(4) * 100;
        switch (random.nextInt(18)) {
            case 0 -> any.responded(stream, random.nextBoolean() ? 200 : 103);
            case 1, 2 -> any.some(stream, offset, length);
            case 3 -> any.all(stream, offset, length);
            case 4 -> any.end(stream, 2000, 0);
            case 5, 6 -> any.acked(stream, offset, length);
            case 7, 8 -> any.lost(stream, offset, length);
            case 9 -> any.fire("quicly:enter_cc_limited");
            case 10 -> any.fire("quicly:exit_cc_limited");
            case 11 -> any.fire("quicly:data_blocked_send", "off", random.nextInt(5000));
            case 12 -> any.fire("quicly:max_data_receive", "maximum", random.nextInt(9000));
            case 14 -> any.fire("quicly:packet_sent", "len", length);
            case 15, 16 -> any.fire("quicly:cc_ack_received", "cwnd", 800, "inflight", length);
            case 13 -> any.fire("quicly:stream_data_blocked_send", "stream_id", stream, "maximum", offset);
            default -> {
                if (random.nextInt(10) == 0) {
                    any.streams.lost(Story.BASE);
                }
                any.fire("quicly:max_stream_data_receive", "stream_id", stream, "maximum", offset + length);
            }
        }
    }

    private static void check(Verdict verdict, Story any) {
        assertEquals(verdict.wholeNanos(), Arrays.stream(verdict.nanos()).sum());
        assertTrue(Arrays.stream(verdict.nanos()).allMatch(nanos -> nanos >= 0));
        assertTrue(verdict.spans().size() <= Verdict.SPANS);
        long[] told = new long[Verdict.PARTS];
        long end = Story.BASE;
        for (Span span : verdict.spans()) {
            assertTrue(span.fromNanos() >= end && span.toNanos() > span.fromNanos(), "spans are in order and apart");
            end = span.toNanos();
            told[span.part().ordinal()] += span.ownNanos();
            assertTrue(span.otherNanos() >= 0 && span.ownNanos() > 0);
        }
        for (Part part : Part.values()) {
            long rest = verdict.nanos()[part.ordinal()] - told[part.ordinal()];
            assertTrue(verdict.leftOut()[part.ordinal()] > 0 ? rest > 0 : rest == 0, part + " of " + any);
        }
    }
}

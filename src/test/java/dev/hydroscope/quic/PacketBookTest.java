package dev.hydroscope.quic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What quicly's probes tell becomes packets, frames and fates. */
class PacketBookTest implements PacketSink {
    private final List<Packet> packets = new ArrayList<>();
    private final List<String> fates = new ArrayList<>();
    private final PacketBook book = new PacketBook(this, false);
    private final Told told = new Told(0);

    @Override
    public void packet(PacketSlot packet) {
        packets.add(packet.packet());
    }

    @Override
    public void acked(Space space, long number, boolean late, long atNanos) {
        fates.add("acked " + space.word() + " " + number + (late ? " late" : ""));
    }

    @Override
    public void lost(Space space, long number, Trigger trigger, long atNanos) {
        fates.add("lost " + space.word() + " " + number + " " + trigger.word());
    }

    private void read() {
        Layouts layouts = new Layouts();
        told.take().forEach(event -> book.accept(layouts.of(event.probe()), event));
    }

    private static List<String> text(Packet packet) {
        return packet.frames().stream().map(Frame::text).toList();
    }

    @Test
    void framesBetweenPrepareAndSentAreThePackets() {
        told.tell("send").tell("packet_prepare", "first_octet", 192).tell("ack_send", "largest_acked", 7, "ack_delay", 25)
                .tell("stream_on_send_emit", "stream", -1, "capacity", 1225)
                .tell("stream_send", "stream", -1, "data_len", 90)
                .tell("max_streams_send", "maximum", 100, "is_unidirectional", 1)
                .tell("new_connection_id_send", "sequence", 1)
                .tell("handshake_done_send")
                .tell("packet_sent", "pn", 3, "len", 147, "packet_type", 0)
                .tell("packet_prepare").tell("packet_sent", "pn", 4, "len", 41, "packet_type", 2, "ack_only", 1);
        read();
        assertEquals(2, packets.size());
        Packet first = packets.get(0);
        assertEquals(List.of("ack largest 7 delay 25", "crypto stream -1 offset 0 length 90",
                "max_streams maximum 100 unidirectional 1", "new_connection_id sequence 1 retire_prior_to 0", "handshake_done"),
                text(first));
        assertEquals(List.of(Space.INITIAL, 3L, 147, 2000L, 9000L), List.of(first.space(), first.number(), first.size(),
                first.preparedAtNanos(), first.atNanos()));
        assertEquals(List.of(), packets.get(1).frames());
        assertTrue(packets.get(1).ackOnly());
    }

    @Test
    void whatAPacketCausedIsToldUntilTheNextOne() {
        told.tell("receive", "bytes_len", 300).tell("packet_received", "pn", 9, "decrypted_len", 270, "packet_type", 3)
                .tell("ack_block_received", "ack_block_begin", 1, "ack_block_end", 2)
                .tell("packet_acked", "pn", 1)
                .tell("ack_block_received", "ack_block_begin", 5, "ack_block_end", 8)
                .tell("ack_delay_received", "ack_delay", 25)
                .tell("stream_receive", "stream", 4, "off", 10, "data_len", 20, "is_fin", 1);
        read();
        assertTrue(book.isArriving(), "it may tell more");
        told.tell("receive", "bytes_len", 40).tell("max_data_receive", "maximum", 1)
                .tell("packet_received", "pn", 10, "decrypted_len", 20, "packet_type", 3).tell("ping_receive").tell("send");
        read();
        assertEquals(List.of("ack largest 8 delay 25 1-2 5-8", "stream stream 4 offset 10 length 20 fin"),
                text(packets.get(0)));
        assertEquals(300, packets.get(0).size());
        assertEquals(List.of("ping"), text(packets.get(1)));
        assertEquals(2, packets.size());
    }

    @Test
    void sizeIsThePayloadsWhereNothingElseIsTold() {
        told.tell("packet_received", "pn", 0, "decrypted_len", 1236).tell("send");
        read();
        assertEquals(1236, packets.get(0).size());
        assertTrue(packets.get(0).payloadSize());
    }

    @Test
    void acknowledgementsAreOfTheSpaceTheyCameIn() {
        told.tell("packet_received", "pn", 0, "packet_type", 0).tell("packet_acked", "pn", 0)
                .tell("packet_received", "pn", 0, "packet_type", 2).tell("packet_acked", "pn", 1, "is_late_ack", 1);
        read();
        assertEquals(List.of("acked initial 0", "acked handshake 1 late"), fates);
    }

    @Test
    void triggerIsInferredFromWhatWasAckedByThen() {
        told.lose(1).ack(0, 4, 4, 4).lose(1).lose(2).ack(1, 5, 5, 5).lose(3);
        read();
        assertEquals(List.of("lost application 1 none", "acked application 4", "lost application 1 reordering_threshold",
                "lost application 2 time_threshold", "acked application 5", "lost application 3 time_threshold"), fates);
    }

    @Test
    void bytesBelowWhatWasSentAreSentAgain() {
        told.send(1, 0, 0, 100).send(2, 0, 100, 100).send(3, 0, 0, 100).send(4, 0, 200, 100).send(5, 4, 0, 100);
        read();
        assertEquals(List.of(false, false, true, false, false),
                packets.stream().map(p -> p.frames().get(0).has(Frame.RETRANSMITTED)).toList());
    }

    @Test
    void ofAStreamSeenFromItsMiddleNobodyKnowsWhetherBytesAreSentAgain() {
        told.send(1, 0, 5000, 100).send(2, 0, 5100, 100).send(3, 0, 5100, 100);
        read();
        assertEquals(List.of(Frame.UNTOLD, 0, Frame.RETRANSMITTED),
                packets.stream().map(p -> p.frames().get(0).flags()).toList());
    }

    @Test
    void aStreamThatIsGoneBeginsAgain() {
        told.send(1, 0, 0, 100).tell("stream_on_destroy", "stream", 0).send(2, 0, 0, 100);
        read();
        assertFalse(packets.get(1).frames().get(0).has(Frame.RETRANSMITTED));
    }

    @Test
    void manyStreamsKeepTheirPlaces() {
        for (long stream = 0; stream < 4000; stream += 4) {
            told.send(stream, stream, 0, 10 + stream);
        }
        for (long stream = 0; stream < 4000; stream += 8) {
            told.tell("stream_on_destroy", "stream", stream);
        }
        for (long stream = 4; stream < 4000; stream += 8) {
            told.send(4000 + stream, stream, 9 + stream, 1).send(4001 + stream, stream, 10 + stream, 1);
        }
        read();
        List<Packet> again = packets.subList(1000, packets.size());
        for (int i = 0; i < again.size(); i++) {
            assertEquals(i % 2 == 0, again.get(i).frames().get(0).has(Frame.RETRANSMITTED), again.get(i).text());
        }
    }

    @Test
    void whatWasLostMakesNoPacketOfTwo() {
        told.tell("packet_prepare").tell("stream_send", "stream", 0, "data_len", 10)
                .tell("packet_prepare").tell("ping_send").tell("packet_sent", "pn", 2, "packet_type", 3)
                .tell("stream_send", "stream", 0, "off", 10, "data_len", 10).tell("packet_sent", "pn", 3, "packet_type", 3);
        read();
        assertEquals(List.of("ping"), text(packets.get(0)));
        assertEquals(List.of(), text(packets.get(1)));
    }

    @Test
    void everyFrameProbeOfTheCatalogueHasItsRule() {
        for (Kind kind : Kind.values()) {
            boolean frame = kind.name().endsWith("_SEND") || kind.name().endsWith("_RECEIVE");
            boolean more = Set.of(Kind.STATELESS_RESET_RECEIVE, Kind.STREAM_ON_RECEIVE, Kind.H3_PACKET_RECEIVE,
                    Kind.H3_FRAME_RECEIVE).contains(kind);
            if (frame && !more) {
                assertTrue(FrameRule.of(kind) != null, kind.name());
            }
        }
    }
}

package dev.hydroscope.quic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RangesTest {
    @Test
    void holdsWhatASetOfBytesWould() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Ranges ranges = new Ranges();
            Ranges others = new Ranges();
            BitSet bytes = new BitSet();
            BitSet other = new BitSet();
            for (int i = 0; i < 200; i++) {
                int from = random.nextInt(100);
                int to = from + random.nextInt(12);
                int before = bytes.cardinality();
                switch (random.nextInt(4)) {
                    case 0 -> {
                        ranges.subtract(from, to);
                        bytes.clear(from, to);
                    }
                    case 1 -> {
                        BitSet added = new BitSet();
                        added.set(from, to);
                        added.andNot(other);
                        bytes.or(added);
                        ranges.addWithout(from, to, others);
                    }
                    case 2 -> {
                        others.add(from, to);
                        other.set(from, to);
                    }
                    default -> {
                        bytes.set(from, to);
                        assertEquals(bytes.cardinality() - before, ranges.add(from, to));
                    }
                }
                assertEquals(bytes.cardinality(), ranges.bytes());
                assertEquals(bytes.nextClearBit(0), ranges.front());
                assertEquals(to > from && bytes.nextClearBit(from) >= to, to > from && ranges.contains(from, to));
                assertEquals(bytes.isEmpty(), ranges.isEmpty());
            }
        }
    }
}

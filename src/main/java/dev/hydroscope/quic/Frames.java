package dev.hydroscope.quic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The frames of one packet as numbers in a row, used again for the next packet: type and flags, how many, then those. */
public final class Frames {
    private long[] words = new long[32];
    private int length;
    private int head = -1;
    private int count;

    public void clear() {
        length = 0;
        head = -1;
        count = 0;
    }

    public int count() {
        return count;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** Begins a frame: what is added next are its numbers. */
    public void begin(FrameType type, int flags) {
        head = length;
        word(type.ordinal() | (long) flags << 8);
        word(0);
        count++;
    }

    public void add(long value) {
        words[head + 1]++;
        word(value);
    }

    /** Changes a number of the frame that was begun last. */
    void set(int field, long value) {
        words[head + 2 + field] = value;
    }

    private void word(long value) {
        if (length == words.length) {
            words = Arrays.copyOf(words, length * 2);
        }
        words[length++] = value;
    }

    /** Places of frames: from 0 on, each followed by {@link #next}, until {@link #end}. */
    public int end() {
        return length;
    }

    public int next(int place) {
        return place + 2 + size(place);
    }

    public FrameType type(int place) {
        return FrameType.of((int) (words[place] & 0xff));
    }

    public int flags(int place) {
        return (int) (words[place] >>> 8);
    }

    /** How many numbers it has. */
    public int size(int place) {
        return (int) words[place + 1];
    }

    public long value(int place, int field) {
        return words[place + 2 + field];
    }

    /** As objects. */
    public List<Frame> list() {
        List<Frame> frames = new ArrayList<>(count);
        for (int at = 0; at < length; at = next(at)) {
            frames.add(new Frame(type(at), flags(at), Arrays.copyOfRange(words, at + 2, next(at))));
        }
        return frames;
    }
}

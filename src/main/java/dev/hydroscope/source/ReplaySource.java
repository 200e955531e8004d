package dev.hydroscope.source;

import dev.hydroscope.bpf.Counters;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Decoder;
import dev.hydroscope.trace.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A recorded trace as a source: once, with the times it was recorded at and as fast as it is taken; or live, as if it
 * happened now, over and over. Each round of it has processes of its own, so that its connections are never taken for
 * those of the round before.
 */
public final class ReplaySource implements Source {
    private static final int AT = 0;
    private static final int PID = 8;
    private static final int TID = 12;
    private static final int BATCH = 512;
    private static final long TICK_NANOS = 5_000_000;

    private final Recording recording;
    private final boolean live;
    private final double pace;
    private final List<Probe> probes;
    private final int[] probeBySite;
    private final AtomicLongArray hits;
    private final List<Process> processes = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::play, "replay");
    private volatile Consumer<List<Event>> doorway = events -> { };
    private volatile boolean closing;
    private volatile String reason = "";
    private volatile long undecodable;
    private int lowestPid = Integer.MAX_VALUE;
    private int highestPid;

    private ReplaySource(Recording recording, boolean live, double pace) {
        this.recording = recording;
        this.live = live;
        this.pace = pace;
        this.probes = recording.probesBySite().stream().distinct().toList();
        this.probeBySite = recording.probesBySite().stream().mapToInt(probes::indexOf).toArray();
        this.hits = new AtomicLongArray(probes.size());
    }

    public static ReplaySource once(Recording recording) {
        return new ReplaySource(recording, false, Double.POSITIVE_INFINITY);
    }

    /** @param pace 1 as fast as it was recorded, 2 twice as fast … */
    public static ReplaySource live(Recording recording, double pace) {
        return new ReplaySource(recording, true, pace);
    }

    @Override
    public void start(Consumer<List<Event>> takes) {
        doorway = takes;
        thread.start();
    }

    @Override
    public List<Probe> probes() {
        return probes;
    }

    @Override
    public List<Process> processes() {
        return List.copyOf(processes);
    }

    @Override
    public Counters counters() {
        Counters counters = Counters.none(probes.size());
        for (int i = 0; i < probes.size(); i++) {
            counters.hits()[i] = hits.get(i);
        }
        return counters;
    }

    @Override
    public long undecodable() {
        return undecodable;
    }

    @Override
    public boolean ended() {
        return !reason.isEmpty();
    }

    @Override
    public String reason() {
        return reason;
    }

    @Override
    public void close() {
        closing = true;
        Ending.await(thread);
    }

    private void play() {
        try {
            for (int round = 0; !closing && reason.isEmpty(); round++) {
                try (RecordingReader reader = recording.read()) {
                    RecordingReader.Frame end = new Round(reader, round).play();
                    // a live replay goes on after any end but that of a recording without records
                    if (!closing && (!live || reader.records() == 0)) {
                        reason = reason(end, reader.records());
                    }
                }
            }
        } catch (IOException e) {
            reason = recording.name() + ": it can no longer be read: " + e.getMessage();
        }
    }

    private String reason(RecordingReader.Frame end, long records) {
        return recording.name() + switch (end) {
            case CUT -> ": the recording was cut short, after " + records + " events";
            case DAMAGED -> ": the recording is damaged after " + records + " events; what follows is left out";
            default -> ": the recording is at its end";
        };
    }

    /** Once through the recording. */
    private final class Round {
        private final RecordingReader reader;
        private final long beganNanos = nowNanos();
        private final long undecodableBefore = undecodable;
        private final int pidShift;
        private final Set<Integer> pids = new HashSet<>();
        private final Decoder decoder;
        private List<Event> batch = new ArrayList<>(BATCH);
        private long firstAt = Long.MIN_VALUE;

        Round(RecordingReader reader, int round) {
            this.reader = reader;
            this.pidShift = round * (highestPid - lowestPid + 1);
            this.decoder = new Decoder(recording.probesBySite(), live ? beganNanos : recording.clockOffsetNanos());
        }

        RecordingReader.Frame play() throws IOException {
            RecordingReader.Frame frame = reader.next();
            for (; !closing; frame = reader.next()) {
                if (frame == RecordingReader.Frame.PROCESS) {
                    process(reader.process().pid(), live ? beganNanos : reader.process().startNanos());
                } else if (frame != RecordingReader.Frame.RECORD) {
                    break;
                } else if (await(shift(reader.record()))) {
                    decode(reader.record());
                }
            }
            deliver();
            return frame;
        }

        private void process(int pid, long startNanos) {
            lowestPid = Math.min(lowestPid, pid);
            highestPid = Math.max(highestPid, pid);
            if (pids.add(pid)) {
                processes.add(new Process(pid + pidShift, startNanos));
            }
        }

        /** Moves the record into this round; the nanoseconds from the round's begin at which it is due. */
        private long shift(ByteBuffer record) {
            int pid = record.getInt(PID);
            int tid = record.getInt(TID);
            process(pid, live ? beganNanos : record.getLong(AT) + recording.clockOffsetNanos());
            highestPid = Math.max(highestPid, tid);
            record.putInt(PID, pid + pidShift).putInt(TID, tid + pidShift);
            if (!live) {
                return 0;
            }
            firstAt = firstAt == Long.MIN_VALUE ? record.getLong(AT) : firstAt;
            long due = (long) ((record.getLong(AT) - firstAt) / pace);
            record.putLong(AT, due);
            return due;
        }

        /** False where the source is closed before that. */
        private boolean await(long dueNanos) {
            while (live && !closing && nowNanos() - beganNanos < dueNanos) {
                deliver();
                LockSupport.parkNanos(TICK_NANOS);
            }
            return !closing;
        }

        private void decode(ByteBuffer record) {
            hits.incrementAndGet(probeBySite[reader.site()]);
            decoder.decode(record, 0, record.limit(), batch);
            if (batch.size() == BATCH) {
                deliver();
            }
        }

        private void deliver() {
            undecodable = undecodableBefore + decoder.undecodable();
            if (!batch.isEmpty()) {
                doorway.accept(batch);
                batch = new ArrayList<>(BATCH);
            }
        }
    }

    private static long nowNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}

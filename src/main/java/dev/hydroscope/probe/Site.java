package dev.hydroscope.probe;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One place where a probe fires; a probe may have several, each with operands of its own.
 *
 * @param fileOffset of the instruction in the file, as uprobes want it; of a tracepoint its number
 * @param semaphoreFileOffset of the 16-bit counter that arms it, or 0 where the probe has none
 */
public record Site(String provider, String name, Where where, long fileOffset, long semaphoreFileOffset,
        List<Operand> operands) {
    public Site {
        operands = List.copyOf(operands);
    }

    /**
     * What kind of place it is, and in which program or library.
     *
     * @param file a path that opens it; empty where no file has it
     */
    public record Where(Kind kind, Path file) {
        private static final Path NOWHERE = Path.of("");

        /** TCP: what bpf/tcp.bpf.h tells of connections. */
        public enum Kind { USDT, FUNCTION, RETURN, TRACEPOINT, TCP }

        public static final Where TRACEPOINT = new Where(Kind.TRACEPOINT, NOWHERE);
        public static final Where TCP = new Where(Kind.TCP, NOWHERE);
    }

    /** The four of provider `tcp`, in the order of trace.h. */
    public static List<Site> tcp() {
        return Stream.of("open", "join", "sample", "close")
                .map(name -> new Site("tcp", name, Where.TCP, 0, 0, List.of())).toList();
    }

    /** `provider:name`, as people write it. */
    public String key() {
        return provider + ":" + name;
    }
}

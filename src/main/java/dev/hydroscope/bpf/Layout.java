package dev.hydroscope.bpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Sites, options and names as trace.h lays them out. */
final class Layout {
    static final int SITE_BYTES = 32 + SiteSpec.MAX_ARGUMENTS * 24;
    static final int OPTIONS_BYTES = 64;
    static final int BUCKETS = 66;
    /** Buckets, their sum, and three counts of what is unpaired. */
    static final int HISTOGRAM_ROW = BUCKETS + 4;
    static final int COUNTERS_BYTES = 32;
    static final int NAME_BYTES = 64;
    private static final int KEEP_REQUEST = 1;
    private static final int KEEP_RESPONSE = 2;
    private static final int WITHHOLD = 4;

    private Layout() {
    }

    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    static ByteBuffer options(Options options, PidSpace space) {
        return buffer(OPTIONS_BYTES).putInt(options.pid()).putInt(space.mode()).putLong(space.device())
                .putLong(space.inode()).putInt(options.valueLimitBytes()).putInt(threshold(options.sample()))
                .putLong(options.seed()).putInt(rowLength(options.probes())).putInt(namesInUse(options))
                .putInt(options.tcp().first()).putInt(options.tcp().of().ordinal())
                .putInt(space.inner()).putInt(0).flip();
    }

    /** Rows begin at a cache line, so that no two CPUs write to one. */
    static int rowLength(int probes) {
        return probes + (probes & 1);
    }

    private static int threshold(double sample) {
        return sample >= 1 ? -1 : (int) (long) (sample * 0xffff_fffeL);
    }

    private static int namesInUse(Options options) {
        return (options.requestNames().isEmpty() ? 0 : KEEP_REQUEST)
                | (options.responseNames().isEmpty() ? 0 : KEEP_RESPONSE)
                | (options.withheldNames().isEmpty() ? 0 : WITHHOLD);
    }

    static ByteBuffer site(SiteSpec site) {
        List<ArgumentSpec> arguments = site.arguments();
        int[] texts = IntStream.range(0, arguments.size())
                .filter(i -> arguments.get(i).kind().pointsToMore()).toArray();
        SiteSpec.ConnectionSpec connection = site.connection();
        SiteSpec.HeaderSpec header = site.header();
        ByteBuffer out = buffer(SITE_BYTES).putInt(site.probe());
        bytes(out, arguments.size(), texts.length, site.silent() ? 1 : 0, connection.role().ordinal(),
                connection.identity().ordinal(), connection.key(), connection.other(), connection.zero(),
                header.direction().ordinal(), header.name(), header.value(), site.join());
        bytes(out, Arrays.copyOf(texts, SiteSpec.MAX_ARGUMENTS));
        bytes(out, site.measure().measure().ordinal(), site.measure().measured(), site.measure().by(),
                site.measure().pair());
        arguments.forEach(argument -> argument(out, argument));
        return out.rewind();
    }

    private static void argument(ByteBuffer out, ArgumentSpec argument) {
        bytes(out, argument.kind().ordinal(), argument.form().ordinal(), argument.size(), argument.signed() ? 1 : 0,
                word(argument.register()), word(argument.index()), argument.lengthArgument(),
                argument.kernel() ? 1 : 0);
        out.putInt(argument.length()).putInt(argument.scale()).putLong(argument.value());
    }

    private static int word(String register) {
        return register.isEmpty() ? 0 : Registers.word(register);
    }

    private static void bytes(ByteBuffer out, int... values) {
        for (int value : values) {
            out.put((byte) value);
        }
    }

    /** Each name in lower case with what is done with it. */
    static Map<String, Integer> names(Options options) {
        Map<String, Integer> flags = new HashMap<>();
        flag(flags, options.requestNames(), KEEP_REQUEST);
        flag(flags, options.responseNames(), KEEP_RESPONSE);
        flag(flags, options.withheldNames(), WITHHOLD);
        return flags;
    }

    private static void flag(Map<String, Integer> flags, Set<String> names, int flag) {
        names.forEach(name -> flags.merge(name.toLowerCase(Locale.ROOT), flag, (a, b) -> a | b));
    }

    /** The name as a key, padded with zeros. */
    static ByteBuffer name(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length > NAME_BYTES) {
            throw new IllegalArgumentException("a header name has 1 to " + NAME_BYTES + " bytes: " + name);
        }
        return buffer(NAME_BYTES).put(bytes).rewind();
    }
}

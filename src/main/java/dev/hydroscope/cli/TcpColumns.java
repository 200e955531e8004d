package dev.hydroscope.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/** The lines of bcc's tcplife: its columns, their widths, their names, and how it counts. */
final class TcpColumns {
    private static final int KB = 1024;
    private static final double MS_NANOS = 1e6;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    @Option(names = {"-T", "--time"}, description = "also when it ended, HH:MM:SS")
    private boolean time;
    @Option(names = {"-t", "--timestamp"}, description = "also when it ended, in seconds since the first that is printed")
    private boolean timestamp;
    @Option(names = {"-w", "--wide"}, description = "wide columns, in which IPv6 addresses fit, and which IP it is")
    private boolean wide;
    @Option(names = {"-s", "--csv"}, description = "values with commas between them")
    private boolean csv;
    private long firstEndedAtNanos;

    String head() {
        String begin = (time ? csv ? "TIME," : "TIME     " : "") + (timestamp ? csv ? "TIME(s)," : "TIME(s)   " : "");
        String format = csv ? "%s,%s,%s,%s,%s,%s,%s,%s,%s,%s" : wide ? "%-5s %-16.16s %-2s %-26s %-5s %-26s %-5s %6s %6s %s"
                : "%-5s %-10.10s %s%-15s %-5s %-15s %-5s %5s %5s %s";
        return begin + String.format(Locale.ROOT, format, "PID", "COMM", csv || wide ? "IP" : "", "LADDR", "LPORT", "RADDR",
                "RPORT", "TX_KB", "RX_KB", "MS");
    }

    String line(TcpLife life) {
        String format = csv ? "%d,%s,%s,%s,%d,%s,%d,%d,%d,%.2f" : wide ? "%-5d %-16.16s %-2s %-26s %-5d %-26s %-5d %6d %6d %.2f"
                : "%-5d %-10.10s %s%-15s %-5d %-15s %-5d %5d %5d %.2f";
        return times(life) + String.format(Locale.ROOT, format, life.pid(), command(life), csv || wide ? "" + life.ipVersion() : "",
                life.local(), life.localPort(), life.remote(), life.remotePort(), life.sentBytes() / KB, life.receivedBytes() / KB,
                life.lastedNanos() / MS_NANOS);
    }

    private String times(TcpLife life) {
        String times = "";
        if (time) {
            long nanos = life.endedAtNanos();
            Instant ended = Instant.ofEpochSecond(TimeUnit.NANOSECONDS.toSeconds(nanos), nanos % TimeUnit.SECONDS.toNanos(1));
            times = CLOCK.format(ended.atZone(ZoneId.systemDefault())) + (csv ? "," : " ");
        }
        if (timestamp) {
            firstEndedAtNanos = firstEndedAtNanos == 0 ? life.endedAtNanos() : firstEndedAtNanos;
            times += String.format(Locale.ROOT, csv ? "%.6f," : "%-9.6f ", (life.endedAtNanos() - firstEndedAtNanos) / 1e9);
        }
        return times;
    }

    /** Which a process may choose freely. */
    private String command(TcpLife life) {
        String shown = life.pid() == 0 ? "-" : Text.shown(life.command());
        return csv && (shown.indexOf(',') >= 0 || shown.indexOf('"') >= 0) ? "\"" + shown.replace("\"", "\"\"") + "\"" : shown;
    }
}

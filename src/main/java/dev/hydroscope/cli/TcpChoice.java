package dev.hydroscope.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** Which connections are asked for. */
final class TcpChoice {
    private static final int MOST_PORT = 65535;

    @Option(names = {"-p", "--pid"}, paramLabel = "PID", defaultValue = "0", description = "of this process only")
    private int pid;
    @Option(names = {"-L", "--localport"}, paramLabel = "PORTS", split = ",", description = "of these local ports only: 80,443")
    private List<Integer> localPorts = List.of();
    @Option(names = {"-D", "--remoteport"}, paramLabel = "PORTS", split = ",", description = "to these remote ports only")
    private List<Integer> remotePorts = List.of();
    @Option(names = {"-4", "--ipv4"}, description = "of IPv4 only")
    private boolean ipv4;
    @Option(names = {"-6", "--ipv6"}, description = "of IPv6 only, mapped IPv4 addresses among them")
    private boolean ipv6;

    boolean wants(TcpLife life) {
        return (pid == 0 || life.pid() == pid) && (localPorts.isEmpty() || localPorts.contains(life.localPort()))
                && (remotePorts.isEmpty() || remotePorts.contains(life.remotePort()))
                && (!ipv4 || life.ipVersion() == 4) && (!ipv6 || life.ipVersion() == 6);
    }

    /** What is wrong with it, or "". */
    String wrong() {
        if (pid < 0) {
            return "-p " + pid + ": a process has a number above 0";
        }
        if (ipv4 && ipv6) {
            return "-4 and -6 exclude each other: leave both out for both";
        }
        for (List<Integer> ports : List.of(localPorts, remotePorts)) {
            for (int port : ports) {
                if (port < 1 || port > MOST_PORT) {
                    return "a port is from 1 to " + MOST_PORT + ", not " + port;
                }
            }
        }
        return "";
    }
}

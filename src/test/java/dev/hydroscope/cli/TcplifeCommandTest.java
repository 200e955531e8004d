package dev.hydroscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.standin.Kernel;
import dev.hydroscope.standin.Standin;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The lines are those of bcc's tcplife to the letter; they tell of both ends, each under its own process. */
@Timeout(60)
class TcplifeCommandTest {
    private static final TcpLife IPV4 = new TcpLife(1_700_000_000_000_000_000L, 22597, "recordProgramme", 4, "127.0.0.1", 46644,
            "198.51.100.77", 28527, 2047, 10_485_761, 123_456_000);
    private static final TcpLife IPV6 = new TcpLife(1_700_000_001_500_000_000L, 7, "sshd", 6, "::ffff:127.0.0.1", 22,
            "2001:db8::1:2:3", 63033, 0, 1013, 4_000);
    private final Commands commands = new Commands();

    @AfterEach
    void end() throws Exception {
        commands.close();
    }

    private static TcpColumns columns(String... options) {
        return CommandLine.populateCommand(new TcpColumns(), options);
    }

    @Test
    void hasTheColumnsOfBcc() {
        assertEquals("PID   COMM       LADDR           LPORT RADDR           RPORT TX_KB RX_KB MS", columns().head());
        assertEquals("22597 recordProg 127.0.0.1       46644 198.51.100.77   28527     1 10240 123.46", columns().line(IPV4));
        assertEquals("7     sshd       ::ffff:127.0.0.1 22    2001:db8::1:2:3 63033     0     0 0.00", columns().line(IPV6));
    }

    @Test
    void hasTheWideColumnsOfBcc() {
        assertEquals("PID   COMM             IP LADDR                      LPORT RADDR                      RPORT  TX_KB  RX_KB MS",
                columns("-w").head());
        assertEquals("22597 recordProgramme  4  127.0.0.1                  46644 198.51.100.77              28527      1  10240 "
                + "123.46", columns("-w").line(IPV4));
    }

    @Test
    void writesCsvAsBcc() {
        TcpColumns csv = columns("-s", "-t");
        assertEquals("TIME(s),PID,COMM,IP,LADDR,LPORT,RADDR,RPORT,TX_KB,RX_KB,MS", csv.head());
        assertEquals("0.000000,22597,recordProgramme,4,127.0.0.1,46644,198.51.100.77,28527,1,10240,123.46", csv.line(IPV4));
        assertEquals("1.500000,7,sshd,6,::ffff:127.0.0.1,22,2001:db8::1:2:3,63033,0,0,0.00", csv.line(IPV6));
        TcpLife odd = new TcpLife(1, 5, "a,\"b\"", 4, "::", 1, "::", 2, 0, 0, 0);
        assertEquals("5,\"a,\"\"b\"\"\",4,::,1,::,2,0,0,0.00", columns("-s").line(odd));
    }

    @Test
    void putsTimesFirst() {
        TcpColumns both = columns("-T", "-t");
        assertTrue(both.head().startsWith("TIME     TIME(s)   PID "), both.head());
        assertTrue(both.line(IPV4).matches("\\d\\d:\\d\\d:\\d\\d 0\\.000000  22597 .*"));
        assertTrue(both.line(IPV6).matches("\\d\\d:\\d\\d:\\d\\d 1\\.500000  7     sshd .*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1 0", "-L 0", "-D 70000", "-4 -6", "-p -1", "-L http", "5 2 1", "--data /tmp"})
    void refusesWhatMakesNoSense(String options) {
        Ran ran = Ran.of(Stream.concat(Stream.of("tcplife"), Stream.of(options.split(" "))).toArray(String[]::new));
        assertEquals(2, ran.status(), ran.err());
    }

    @Test
    void tellsOfBothEnds() throws Exception {
        Kernel.assumeProbes();
        try (Standin server = Standin.start("--rate", "10", "--port", "0")) {
            Process tcplife = commands.start("tcplife", "-s");
            BufferedReader out = tcplife.inputReader();
            assertEquals("PID,COMM,IP,LADDR,LPORT,RADDR,RPORT,TX_KB,RX_KB,MS", out.readLine());
            for (int i = 0; i < 3; i++) {
                get(server.port());
            }
            String port = "" + server.port();
            List<String[]> served = out.lines().map(line -> line.split(",")).filter(row -> row[4].equals(port)).limit(3)
                    .collect(Collectors.toList());
            served.forEach(row -> assertEquals(server.pid() + " 4 127.0.0.1", row[0] + " " + row[2] + " " + row[3]));
            tcplife.toHandle().destroy();
            assertEquals(0, tcplife.waitFor());
            assertTrue(Commands.errors(tcplife).matches(
                    "\\d+ connections, 0 lost, \\d+ that began before and are not shown\n"));
        }
    }

    @Test
    void endsWithItsLastInterval() throws Exception {
        Kernel.assumeProbes();
        try (Standin server = Standin.start("--rate", "10", "--port", "0")) {
            Process tcplife = commands.start("tcplife", "-s", "-p", "" + server.pid(), "-L", "" + server.port(), "-4", "2", "1");
            BufferedReader out = tcplife.inputReader();
            out.readLine();
            get(server.port());
            assertEquals(1, out.lines().filter(line -> line.startsWith(server.pid() + ",h2o-standin")).count());
            assertEquals(0, tcplife.waitFor());
        }
    }

    private static void get(int port) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nhost: a\r\n\r\n".getBytes());
            assertTrue(socket.getInputStream().read(new byte[4096]) > 0);
        }
    }
}

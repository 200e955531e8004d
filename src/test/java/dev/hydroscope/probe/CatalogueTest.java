package dev.hydroscope.probe;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.hydroscope.probe.Argument.Kind;
import dev.hydroscope.probe.Argument.Sensitivity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalogue against the probes that H2O, quicly and picotls declare (probe-arguments.tsv, from their .d files). */
class CatalogueTest {
    private record Declared(String name, String type, boolean sensitive) {
    }

    private static final Map<Kind, Set<String>> TYPES = Map.of(
            Kind.INT, Set.of("size_t", "ssize_t", "int", "int8_t", "uint8_t", "uint32_t", "int64_t", "uint64_t",
                    "unsigned"),
            Kind.STRING, Set.of("const char*"),
            Kind.BYTES, Set.of("const char*", "const void*", "uint8_t*", "struct quicly_rtt_t*",
                    "struct st_quicly_stats_t*"),
            Kind.HELLO, Set.of("const void*"),
            Kind.SOCKADDR, Set.of("struct sockaddr*"),
            Kind.STREAM, Set.of("struct st_quicly_stream_t*"),
            Kind.POINTER, Set.of("void*", "struct st_h2o_socket_t*", "struct st_h2o_iovec_t*",
                    "struct st_h2o_io_uring_cmd_t*", "struct st_h2o_conn_t*", "struct st_quicly_conn_t*",
                    "struct st_quicly_address_token_plaintext_t*", "struct st_ptls_t*"));

    private final Catalogue catalogue = Catalogue.load();

    private List<Probe> ofH2o() {
        return catalogue.probes().stream().filter(probe -> Set.of("h2o", "quicly", "picotls").contains(probe.provider()))
                .toList();
    }

    @Test
    void holdsEveryDeclaredProbe() throws IOException {
        assertEquals(Map.of("h2o", 36L, "quicly", 93L, "picotls", 6L),
                ofH2o().stream().collect(groupingBy(Probe::provider, counting())));
        assertEquals(declared().keySet(), Set.copyOf(ofH2o().stream().map(Probe::key).toList()));
    }

    @Test
    void namesArgumentsAsUpstreamDoesAndTakesThemByTheirType() throws IOException {
        Map<String, List<Declared>> declared = declared();
        for (Probe probe : ofH2o()) {
            List<Declared> upstream = declared.get(probe.key());
            assertEquals(upstream.stream().map(Declared::name).toList(),
                    probe.arguments().stream().map(Argument::name).toList(), probe.key());
            for (int i = 0; i < upstream.size(); i++) {
                Argument argument = probe.arguments().get(i);
                assertTrue(TYPES.get(argument.kind()).contains(upstream.get(i).type()),
                        probe.key() + " " + argument + " of " + upstream.get(i).type());
            }
        }
    }

    @Test
    void hidesWhatUpstreamHides() throws IOException {
        declared().forEach((key, arguments) -> arguments.stream().filter(Declared::sensitive).forEach(declared -> {
            Argument argument = argument(key, declared.name());
            boolean headerName = key.endsWith("_header") && declared.name().equals("name");
            assertEquals(headerName, argument.sensitivity() == Sensitivity.NONE, key + " " + declared.name());
        }));
    }

    @Test
    void hidesMoreThanUpstream() {
        assertEquals(Sensitivity.SECRET, argument("picotls:new_secret", "secret_hex").sensitivity());
        assertEquals(Sensitivity.SECRET, argument("quicly:crypto_update_secret", "secret").sensitivity());
        assertEquals(Sensitivity.SECRET, argument("quicly:crypto_receive_key_update_prepare", "secret").sensitivity());
        for (String token : List.of("quicly:new_token_send token", "quicly:new_token_receive token",
                "quicly:new_connection_id_send stateless_reset_token",
                "quicly:new_connection_id_receive stateless_reset_token", "quicly:receive bytes",
                "quicly:stream_send data", "quicly:stream_receive data", "h2o:h3_packet_receive bytes")) {
            String[] words = token.split(" ");
            assertEquals(Sensitivity.APPDATA, argument(words[0], words[1]).sensitivity(), token);
        }
        Argument hello = argument("picotls:receive_message", "bytes");
        assertEquals(new Argument("bytes", Kind.HELLO, "len", Sensitivity.APPDATA), hello);
    }

    @Test
    void namesArgumentsOnlyWhereTheirNumberFits() {
        Probe known = catalogue.find("quicly", "ack_frequency_receive", 6);
        assertTrue(known.known());
        assertEquals(5, known.argument("reordering_threshold"));

        Probe drifted = catalogue.find("quicly", "ack_frequency_receive", 7);
        assertFalse(drifted.known());
        assertEquals("arg6", drifted.arguments().get(6).name());
        assertEquals(Kind.INT, drifted.arguments().get(6).kind());
        assertFalse(catalogue.find("libc", "no_such_probe", 3).known());
    }

    /** Each where it is installed; what is not can be told by nobody here. */
    @ParameterizedTest
    @CsvSource({"java, hotspot", "libstdc++.so.6, libstdcxx", "libc.so.6, libc", "postgres, postgresql"})
    void knowsTheProbesOfOtherProgramsAsTheyAreBuilt(String file, String provider) {
        Path java = Path.of(System.getProperty("java.home"), "lib", "server", "libjvm.so");
        Path postgres = Path.of("/usr/lib/postgresql/15/bin/postgres");
        Code code = file.equals("java") ? Code.at(java) : file.equals("postgres") ? Code.at(postgres) : Code.find(file);
        List<Site> sites = code.sites().stream().filter(site -> site.provider().equals(provider)).toList();
        assumeFalse(sites.isEmpty(), file + " is not here, or built without probes");
        for (Site site : sites) {
            assertTrue(catalogue.find(provider, site.name(), site.operands().size()).known(), site + " is not known");
        }
    }

    @Test
    void refusesALineThatItCannotKeep() {
        for (String line : List.of("", "x", ":x a:int", "h2o: a:int", "h2o:x a", "h2o:x a:bytes", "h2o:x a:bytes(b)",
                "h2o:x a:int(4)", "h2o:x a:blob", "h2o:x a:int/public")) {
            assertThrows(IllegalArgumentException.class, () -> Probe.parse(line), line);
        }
    }

    @Test
    void everyProbeIsALineThatReadsBack() {
        for (Probe probe : catalogue.probes()) {
            assertEquals(probe, Probe.parse(probe.line()));
        }
        Probe unknown = Probe.unknown("demo", "six", 6);
        assertEquals(unknown, Probe.parse(unknown.line()));
        assertEquals("?demo:two arg0:int arg1:int", Probe.unknown("demo", "two", 2).line());
    }

    private Argument argument(String key, String name) {
        Probe probe = catalogue.find(key.split(":")[0], key.split(":")[1]).orElseThrow();
        return probe.arguments().get(probe.argument(name));
    }

    private static Map<String, List<Declared>> declared() throws IOException {
        Map<String, List<Declared>> declared = new LinkedHashMap<>();
        try (InputStream in = CatalogueTest.class.getResourceAsStream("/probe/probe-arguments.tsv")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).map(line -> line.split("\t", -1))
                    .forEach(cells -> declared.computeIfAbsent(cells[0] + ":" + cells[1], key -> new ArrayList<>())
                            .add(new Declared(cells[3], cells[4], cells[5].equals("appdata"))));
        }
        return declared;
    }
}

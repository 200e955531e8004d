package dev.hydroscope.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.probe.Selection.Preset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private final Catalogue catalogue = Catalogue.load();

    @Test
    void globsHoldAgainstProviderAndNameOrTheNameAlone() {
        assertEquals(93, included(Selection.of(List.of("quicly:*"))).size());
        assertEquals(Set.of("h2o:receive_request_header", "h2o:send_response_header"),
                included(Selection.of(List.of("*header"))));
        assertEquals(Set.of("h2o:receive_request"), included(Selection.of(List.of("receive_request"))));
        assertEquals(Set.of("h2o:connect_tcp_read", "h2o:connect_udp_read"),
                included(Selection.of(List.of("h2o:connect_???_read"))));
        assertEquals(Set.of(), included(Selection.of(List.of("", "h2o", "H2O:*", "h2o:[a-z]*"))));
    }

    @Test
    void httpKeepsToWhatRequestsAndTheirConnectionsNeed() {
        Set<String> http = included(Selection.of(Preset.HTTP.globs()));
        assertTrue(http.containsAll(Set.of("h2o:receive_request_header", "h2o:send_response", "h2o:h3s_accept",
                "h2o:connect_error", "quicly:new_path", "picotls:receive_message")));
        assertFalse(http.contains("quicly:packet_sent"));
        assertFalse(http.contains("h2o:connect_udp_read"));
        assertTrue(http.contains("tcp:open"));
        assertEquals(27, http.size());
    }

    @Test
    void quicLeavesTheSecretsProbesOut() {
        Set<String> quic = included(Selection.of(Preset.QUIC.globs()));
        assertTrue(quic.containsAll(Set.of("quicly:packet_sent", "h2o:h3s_stream_set_state", "picotls:client_random")));
        assertFalse(quic.contains("picotls:new_secret"));
        assertFalse(quic.contains("quicly:crypto_update_secret"));
        assertEquals(139, included(Selection.of(Preset.ALL.globs())).size());
    }

    @Test
    void quicTellsRequestsButNotTheirHeaders() {
        Set<String> quic = included(Selection.of(Preset.QUIC.globs()));
        assertTrue(quic.containsAll(Set.of("h2o:receive_request", "h2o:send_response", "h2o:h3s_accept", "h2o:h1_accept")));
        assertTrue(quic.stream().noneMatch(key -> key.endsWith("_header")));
    }

    @Test
    void globsAddToAPreset() {
        Selection selection = Selection.of(Preset.QUIC.and(List.of("picotls:new_secret", "*uring*")));
        assertTrue(included(selection).containsAll(Set.of("picotls:new_secret", "h2o:io_uring_end")));
    }

    @Test
    void aSecretIsNamedOnlyByItsOwnName() {
        assertTrue(Selection.of(List.of("picotls:new_secret")).names("picotls", "new_secret"));
        assertFalse(Selection.of(List.of("picotls:*", "*new_secret")).names("picotls", "new_secret"));
        assertFalse(Selection.of(Preset.ALL.globs()).names("picotls", "new_secret"));
    }

    @Test
    void theLastGlobThatMatchesDecides() {
        assertEquals(Set.of("h2o:h1_close"), included(Selection.of(List.of("h1_*", "!*_accept"))));
        assertEquals(Set.of("h2o:h1_accept"), included(Selection.of(List.of("!h1_*", "h1_accept"))));
        assertFalse(Selection.of(List.of("new_secret", "!*secret*")).names("picotls", "new_secret"));
    }

    @Test
    void tellsWhichGlobsNameNothing() {
        List<Site> sites = List.of(new Site("h2o", "h1_close", Site.Where.TRACEPOINT, 1, 0, List.of()));
        assertEquals(List.of("h2o:h1_clsoe"),
                Selection.of(List.of("h2o:h1_clsoe", "h1_*", "!no_such")).unmatched(sites));
    }

    @Test
    void presetsAreTheContractsWords() {
        assertEquals(Preset.QUIC, Preset.of("quic"));
        assertThrows(IllegalArgumentException.class, () -> Preset.of("QUIC"));
    }

    @Test
    void aHostileGlobEnds() {
        assertEquals(Set.of(), included(Selection.of(List.of("*a".repeat(5000) + "!"))));
        assertEquals(139, included(Selection.of(List.of("*".repeat(5000)))).size());
    }

    private Set<String> included(Selection selection) {
        return catalogue.h2o().stream().filter(probe -> selection.includes(probe.provider(), probe.name()))
                .map(Probe::key).collect(Collectors.toSet());
    }
}

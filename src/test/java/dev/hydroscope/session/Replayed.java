package dev.hydroscope.session;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.source.Recording;
import dev.hydroscope.source.ReplaySource;
import java.util.List;

/** Sessions on a recorded trace with the times it was recorded at, for tests of what becomes of it. */
public final class Replayed {
    private Replayed() {
    }

    public static SessionInfo once(Sessions sessions, String resource) throws Exception {
        Recording recording = Recording.resource(resource);
        List<String> probes = recording.probesBySite().stream().map(Probe::key).distinct().sorted().toList();
        SessionSettings settings = SessionSettings.of(0, "all", "recorded");
        SessionInfo.Origin origin = new SessionInfo.Origin("recording",
                new SessionInfo.Target(0, Nanos.instant(0), "a recorded trace", recording.name()), probes, settings.filters(),
                settings.redact());
        String id = sessions.begin("recorded", origin, () -> ReplaySource.once(recording)).id();
        return SessionLifeTest.await(sessions, id, info -> info.endedAt().isPresent());
    }
}

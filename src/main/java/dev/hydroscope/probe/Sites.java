package dev.hydroscope.probe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All that can be attached to of a program: its own probes, and of an H2O what the kernel tells of its TCP connections. */
public final class Sites {
    private Sites() {
    }

    /** At least one; a program without any is refused. */
    public static List<Site> of(Path binary) throws ProbeFileException {
        List<Site> sites = new ArrayList<>(ElfNotes.read(binary));
        if (sites.stream().anyMatch(site -> site.provider().equals("h2o"))) {
            sites.addAll(Site.tcp());
        }
        return sites;
    }
}

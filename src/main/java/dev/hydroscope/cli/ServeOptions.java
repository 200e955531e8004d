package dev.hydroscope.cli;

import dev.hydroscope.session.KeepingOptions;
import dev.hydroscope.session.Sessions;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the explorer listens and what it keeps: the options of serve and demo. */
public final class ServeOptions {
    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8020",
            description = "listen on this port; 0 takes any that is free (${DEFAULT-VALUE})")
    private int port;
    @Option(names = "--bind", paramLabel = "ADDRESS", defaultValue = "127.0.0.1",
            description = "listen on this address; others than 127.0.0.1 are seen by other machines (${DEFAULT-VALUE})")
    private String bind;
    @Option(names = "--data", paramLabel = "DIR",
            description = "keep sessions in this folder (/var/lib/hydroscope as root, ~/.local/share/hydroscope else)")
    private Path data;
    @Option(names = "--token", paramLabel = "TOKEN", defaultValue = "",
            description = "what opens the page; by default one that nobody can guess, new at each start")
    private String token;

    @Option(names = "--keep-days", paramLabel = "DAYS", defaultValue = "",
            description = "delete sessions that have been stored for so many days; none keeps them (as set on the page)")
    private String keepDays;
    @Option(names = "--keep-bytes", paramLabel = "SIZE", defaultValue = "", description = "delete the oldest sessions where all"
            + " take more than, say, 20g; none lets them; pinned ones and those that links show stay (as set on the page)")
    private String keepBytes;
    @Option(names = "--reserve", paramLabel = "SIZE", defaultValue = "", description = "keep so much of the data folder's disk"
            + " free: below it nothing is started, and what runs is stopped and sealed (as set on the page, else 1g)")
    private String reserve;

    public int port() {
        return port;
    }

    public String bind() {
        return bind;
    }

    public Path data() {
        return Optional.ofNullable(data).orElseGet(Sessions::standardFolder);
    }

    public String token() {
        return token;
    }

    public KeepingOptions keeping() {
        return new KeepingOptions(keepDays, keepBytes, reserve);
    }

    /** What is wrong with them, or "". */
    String wrong() {
        return port < 0 || port > 65535 ? "--port " + port + " is not between 0 and 65535"
                : bind.isBlank() ? "--bind is empty"
                : data != null && data.toString().isBlank() ? "--data is empty" : keeping().wrong();
    }
}

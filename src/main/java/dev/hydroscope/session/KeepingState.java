package dev.hydroscope.session;

import dev.hydroscope.session.KeepingPlan.Reason;
import java.time.Instant;
import java.util.List;

/**
 * What is kept and what is not, at a moment.
 *
 * @param fixed fields of the settings that the command has set, so that the page cannot
 * @param used bytes of all files of sessions
 * @param deleted latest first
 * @param strays files that belong to no session, which nobody deletes
 */
public record KeepingState(KeepingSettings settings, List<String> fixed, Used used, KeepingPlan plan, List<Deleted> deleted,
        List<Stray> strays) {
    public KeepingState {
        fixed = List.copyOf(fixed);
        deleted = List.copyOf(deleted);
        strays = List.copyOf(strays);
    }

    public record Used(long bytes, int sessions, long freeBytes, long totalBytes) {
    }

    /** @param name as it was; "" where it went before the latest start, since no name is kept on the disk */
    public record Deleted(String session, String name, Reason reason, Instant at, long bytes) {
    }

    public record Stray(String file, long bytes) {
    }
}

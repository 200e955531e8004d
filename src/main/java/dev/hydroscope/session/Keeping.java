package dev.hydroscope.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.KeepingPlan.Leaving;
import dev.hydroscope.session.KeepingState.Deleted;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps to the limits of age and bytes and to the disk's reserve: tells what will be deleted, then deletes it, and stops what
 * would eat the reserve. Without limits it deletes nothing.
 */
public final class Keeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("hydroscope");
    /** Of looks for what is to be deleted; the disk is looked at each time. */
    private static final int EVERY = 5;
    private static final int LOOK_SECONDS = 1;
    private static final int ENDING_SECONDS = 20;

    private final Sessions sessions;
    private final Removal removal;
    private final DataFolder folder;
    private final KeepingTable table;
    private final KeepingOptions options;
    private final Clocks clocks;
    private final StoredTimes stored;
    private final Notices notices;
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Clocks.daemon("keeping");
    private KeepingSettings set;
    private volatile KeepingSettings settings;
    private volatile boolean deleting;
    private boolean failing;
    private int turn;

    Keeping(Sessions sessions, Removal removal, DataFolder folder, KeepingTable table, KeepingOptions options, Clocks clocks) {
        this.sessions = sessions;
        this.removal = removal;
        this.folder = folder;
        this.table = table;
        this.options = options;
        this.clocks = clocks;
        this.stored = new StoredTimes(table, folder);
        this.notices = new Notices(clocks);
        hold(table.settings().orElse(KeepingSettings.USUAL));
    }

    private void hold(KeepingSettings byThePage) {
        set = byThePage;
        settings = options.over(set);
        folder.reserve(settings.reserveBytes());
    }

    void start() {
        clock.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** From now on what is due is deleted; told is it anyway. */
    public void begin() {
        deleting = true;
        List<KeepingState.Stray> strays = strays(folder.contents());
        if (!strays.isEmpty()) {
            LOG.warn("{} files ({}) in {} belong to no session and are left alone, the first is {}; delete them by hand",
                    strays.size(), Units.size(strays.stream().mapToLong(KeepingState.Stray::bytes).sum()), folder.sessions(),
                    strays.get(0).file());
        }
    }

    public KeepingState state() {
        return state(settings, planned(settings, true, clocks.wall().instant()));
    }

    /** As if the settings were changed so; nothing is. */
    public KeepingState preview(JsonNode body) {
        KeepingSettings wished = settings.changed(body);
        return state(wished, planned(wished, false, clocks.wall().instant()));
    }

    private KeepingState state(KeepingSettings now, KeepingPlan plan) {
        Contents contents = folder.contents();
        List<SessionInfo> all = sessions.list();
        DataFolder.Space space = folder.space();
        var used = new KeepingState.Used(all.stream().mapToLong(info -> contents.bytes(info.id())).sum(), all.size(),
                space.freeBytes(), space.totalBytes());
        List<Deleted> deleted = table.deleted().stream().map(gone -> new Deleted(gone.session(),
                names.getOrDefault(gone.session(), ""), gone.reason(), gone.at(), gone.bytes())).toList();
        return new KeepingState(now, options.fixed(), used, plan, deleted, strays(contents));
    }

    private List<KeepingState.Stray> strays(Contents contents) {
        return contents.strays(sessions.known()).stream().map(file -> new KeepingState.Stray(file.file(), file.bytes())).toList();
    }

    /** The body of PATCH /api/keeping. */
    public synchronized KeepingState change(JsonNode body) {
        KeepingSettings wished = settings.changed(body);
        List<String> changed = wished.differing(settings);
        for (String field : changed) {
            options.option(field).ifPresent(option -> {
                throw new Problem(Problem.Kind.CONFLICT, field + " is set by " + option + ", with which Hydroscope was started",
                        "start it without that option, then the page can set it");
            });
        }
        if (changed.contains(KeepingSettings.RESERVE)) {
            requireBearable(wished.reserveBytes());
        }
        KeepingSettings put = set.changed(body);
        table.put(put);
        hold(put);
        return state();
    }

    private void requireBearable(long reserve) {
        DataFolder.Space space = folder.space();
        if (reserve > space.totalBytes()) {
            throw Problem.of(KeepingSettings.RESERVE, "is more than the " + Units.size(space.totalBytes()) + " of the whole disk",
                    "keep less free");
        }
        if (reserve > space.freeBytes() && sessions.underWay().findAny().isPresent()) {
            throw Problem.of(KeepingSettings.RESERVE, "is more than the " + Units.size(space.freeBytes())
                    + " that are free, which would stop the sessions that run", "stop them before, make room, or keep less free");
        }
    }

    /** @param told whether people hear of it, so that it may be done in a while */
    private KeepingPlan planned(KeepingSettings by, boolean told, Instant now) {
        Contents contents = folder.contents();
        stored.keep(sessions.known());
        Map<String, Instant> linked = sessions.links().until(now);
        Collection<Kept> kept = sessions.list().stream().map(info -> new Kept(info.id(), contents.bytes(info.id()),
                info.over() ? stored.since(info.id(), now) : now, info.over(), info.pinned(),
                Optional.ofNullable(linked.get(info.id())))).toList();
        long coming = removal.leaving().stream().mapToLong(contents::bytes).sum();
        KeepingPlan plan = KeepingPlan.of(kept, by, folder.space().freeBytes() + coming, now);
        return told ? new KeepingPlan(notices.tell(plan.leaving(), now), plan.exempt(), plan.problem()) : plan;
    }

    /** Once a second: deletes what is due, and stops what would eat the reserve. */
    void look() {
        try {
            boolean scarce = folder.space().freeBytes() < folder.reserve();
            if (deleting && (scarce || turn++ % EVERY == 0)) {
                sweep();
            }
            if (scarce && folder.space().freeBytes() < folder.reserve()) {
                String why = "ended at the disk's reserve: " + Units.size(folder.space().freeBytes()) + " were free, and "
                        + Units.size(folder.reserve()) + " are kept free; what was stored until then is kept";
                sessions.underWay().forEach(session -> stop(session, why));
            }
            failing = false;
        } catch (Problem e) {
            if (!failing) {
                LOG.warn("keeping to the limits: {}; {}", e.getMessage(), e.hint());
            }
            failing = true;
        } catch (RuntimeException e) {
            LOG.error("keeping to the limits", e);
        }
    }

    private static void stop(Session session, String why) {
        LOG.warn("session {} {}", session.info().id(), why);
        session.stop(why);
    }

    private void sweep() {
        removal.resume();
        Instant now = clocks.wall().instant();
        List<Leaving> due = planned(settings, true, now).leaving().stream().filter(leaving -> !leaving.at().isAfter(now)).toList();
        if (due.isEmpty()) {
            return;
        }
        Map<String, SessionInfo> gone = new ConcurrentHashMap<>();
        removal.clear(due.stream().map(Leaving::session).toList(), info -> gone.put(info.id(), info));
        for (Leaving leaving : due) {
            if (gone.containsKey(leaving.session())) {
                names.put(leaving.session(), gone.get(leaving.session()).name());
                table.deleted(new KeepingTable.Deleted(leaving.session(), leaving.reason(), now, leaving.bytes()));
                LOG.warn("session {} ({}) was deleted: {}", leaving.session(), Units.size(leaving.bytes()),
                        Notices.why(leaving.reason()));
            }
        }
    }

    /** Ends what it is about; interrupts nothing, which would close files. */
    @Override
    public void close() {
        clock.shutdown();
        try {
            clock.awaitTermination(ENDING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

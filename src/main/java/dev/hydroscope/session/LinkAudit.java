package dev.hydroscope.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts who asks with a link; written down every second, so that nobody waits for the disk. */
final class LinkAudit {
    private static final int MOST_AT_HAND = 1000;

    private final LinkTable table;
    private final Map<Who, LinkUse> latest = new HashMap<>();
    private final Set<Who> changed = new HashSet<>();

    private record Who(String key, String address, String agent) {
        static Who of(String key, LinkUse use) {
            return new Who(key, use.address(), use.agent());
        }
    }

    LinkAudit(LinkTable table) {
        this.table = table;
    }

    synchronized void opened(String key, LinkUse use) {
        record();
        table.use(key, use);
        latest.put(Who.of(key, use), use);
    }

    synchronized void asked(String key, LinkUse use) {
        if (latest.size() >= MOST_AT_HAND) {
            record();
            latest.clear();
        }
        Who who = Who.of(key, use);
        latest.merge(who, use, (known, now) -> known.again(now.at()));
        changed.add(who);
    }

    synchronized List<LinkUse> uses(String key) {
        record();
        return table.uses(key);
    }

    synchronized void record() {
        for (Who who : changed) {
            table.use(who.key(), latest.get(who));
        }
        changed.clear();
    }

    /** With its link. */
    synchronized void forget(String key) {
        changed.removeIf(who -> who.key().equals(key));
        latest.keySet().removeIf(who -> who.key().equals(key));
    }
}

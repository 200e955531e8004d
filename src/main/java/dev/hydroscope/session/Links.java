package dev.hydroscope.session;

import dev.hydroscope.query.Extent;
import dev.hydroscope.session.LinkTable.Secret;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.Lens;
import dev.hydroscope.store.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shared views: made, opened by their id, revoked; and who came by them. An id is given out once and kept only as its hash. */
public final class Links {
    private static final Logger LOG = LoggerFactory.getLogger("hydroscope");
    private static final int ID_BYTES = 16;
    private static final int KEY_BYTES = 32;
    private static final int MOST = 1000;
    /** How long one can see what became of a link. */
    private static final Duration KEPT = Duration.ofDays(90);

    private final Sessions sessions;
    private final LinkTable table;
    private final LinkAudit audit;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Secret> byKey = new ConcurrentHashMap<>();
    /** A lookup by hash takes as long whatever is asked for. */
    private final Map<ByteBuffer, String> byHash = new ConcurrentHashMap<>();
    private final Map<String, Lens> lenses = new ConcurrentHashMap<>();

    private volatile boolean unrecorded;

    /** A new link and its id, which nobody is told again. */
    public record Made(String id, Link link) {
    }

    Links(Sessions sessions, Catalogue catalogue) {
        this.sessions = sessions;
        this.table = new LinkTable(catalogue);
        this.audit = new LinkAudit(table);
        for (Secret secret : table.all()) {
            if (secret.link().expiresAt().isBefore(Instant.now().minus(KEPT))) {
                table.remove(secret.link().key());
            } else {
                know(secret);
            }
        }
    }

    private void know(Secret secret) {
        byKey.put(secret.link().key(), secret);
        byHash.put(ByteBuffer.wrap(secret.idHash()), secret.link().key());
    }

    public synchronized Made create(LinkSettings settings) {
        sessions.get(settings.session());
        if (byKey.values().stream().filter(secret -> secret.link().live()).count() >= MOST) {
            throw new Problem(Problem.Kind.CONFLICT, "there are " + MOST + " links already", "revoke some that nobody needs");
        }
        byte[] id = bytes(ID_BYTES);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
        Link link = new Link(SessionId.at(System.currentTimeMillis()), settings.session(), settings.view(), settings.note(),
                settings.redaction(), Instant.now(), settings.expiresAt(), Optional.empty(), 0, Optional.empty());
        Secret secret = new Secret(link, hash(text), bytes(KEY_BYTES));
        table.put(secret);
        know(secret);
        return new Made(text, link);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** By the id that is in its address; also one that lives no more. */
    public Optional<Link> find(String id) {
        return Optional.ofNullable(byHash.get(ByteBuffer.wrap(hash(id)))).map(byKey::get).map(Secret::link);
    }

    /** As it is now. */
    public Optional<Link> get(String key) {
        return Optional.ofNullable(byKey.get(key)).map(Secret::link);
    }

    /** Counts an opening, and says who it was. */
    public synchronized void open(Link link, LinkUse.Caller caller) {
        Instant now = Instant.now();
        change(link.key(), byKey.get(link.key()).link().opened(now));
        audit.opened(link.key(), LinkUse.of(now, caller, true));
    }

    /** Counts what is asked with a link that was opened. */
    public void asked(Link link, LinkUse.Caller caller) {
        audit.asked(link.key(), LinkUse.of(Instant.now(), caller, false));
    }

    /** Latest first. */
    public List<Link> list() {
        return byKey.values().stream().map(Secret::link).sorted(Comparator.comparing(Link::key).reversed()).toList();
    }

    /** The sessions that a link shows which works, and when the last of them expires. */
    Map<String, Instant> until(Instant now) {
        return list().stream().filter(link -> link.revokedAt().isEmpty() && link.expiresAt().isAfter(now)).collect(
                Collectors.toMap(Link::session, Link::expiresAt, BinaryOperator.maxBy(Comparator.naturalOrder())));
    }

    /** Those that would stop working with a session. */
    List<Link> live(String session) {
        return list().stream().filter(link -> link.session().equals(session) && link.live()).toList();
    }

    /** From now on it opens nothing, also where it was opened before. */
    public synchronized Link revoke(String key) {
        Link link = get(key).orElseThrow(() -> missing(key));
        lenses.remove(key);
        return change(key, link.revoked(Instant.now()));
    }

    private Link change(String key, Link link) {
        Secret before = byKey.get(key);
        Secret after = new Secret(link, before.idHash(), before.pseudonyms());
        table.put(after);
        byKey.put(key, after);
        return link;
    }

    /** Latest first. */
    public List<LinkUse> uses(String key) {
        get(key).orElseThrow(() -> missing(key));
        return audit.uses(key);
    }

    /** What a link shows, and how. */
    public Lens lens(Link link) {
        return lenses.computeIfAbsent(link.key(), key -> Lens.of(link.redaction(), byKey.get(key).pseudonyms(),
                extent(link.session(), link.view()).embrace()));
    }

    /** What a link of these settings would show, before there is one. */
    public <T> T preview(LinkSettings settings, Function<Reader, T> reading) {
        Lens lens = Lens.of(settings.redaction(), bytes(KEY_BYTES), extent(settings.session(), settings.view()).embrace());
        return sessions.read(settings.session(), lens, reading);
    }

    private Extent extent(String session, String view) {
        return LinkView.of(session, view).extent(conn -> began(session, conn));
    }

    private long began(String session, long conn) {
        return sessions.read(session, reader -> reader.connection(conn)).map(ConnectionRow::atNanos).orElse(0L);
    }

    /** With their session. */
    synchronized void remove(String session) {
        for (Secret secret : List.copyOf(byKey.values())) {
            if (secret.link().session().equals(session)) {
                table.remove(secret.link().key());
                audit.forget(secret.link().key());
                lenses.remove(secret.link().key());
                byHash.remove(ByteBuffer.wrap(secret.idHash()));
                byKey.remove(secret.link().key());
            }
        }
    }

    /** What was counted since, on the disk; and what was kept for links that live no more goes. */
    void record() {
        lenses.keySet().removeIf(key -> get(key).filter(Link::live).isEmpty());
        try {
            audit.record();
            unrecorded = false;
        } catch (Problem e) {
            if (!unrecorded) {
                LOG.warn("uses of links, kept until they can be written: {}; {}", e.getMessage(), e.hint());
            }
            unrecorded = true;
        }
    }

    private static byte[] hash(String id) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Problem missing(String key) {
        return new Problem(Problem.Kind.MISSING, "there is no link " + (SessionId.valid(key) ? key : "of that key"),
                "GET /api/links lists them");
    }
}

package dev.hydroscope.web;

import dev.hydroscope.session.Link;
import dev.hydroscope.session.LinkUse;
import dev.hydroscope.session.Links;
import dev.hydroscope.session.Nanos;
import io.javalin.http.Context;
import java.util.Optional;

/** Lets in who comes by a link: to what it shows, as long as it lives. */
final class Guests {
    private static final String LINK = "hydroscope.link";
    private static final int LONGEST_ID = 64;

    private final Links links;
    private final Guesses guesses = new Guesses();

    Guests(Links links) {
        this.links = links;
    }

    /** Another name than the token's cookie has: who holds both has all. */
    static String cookieName(Context request) {
        return "hydroscope_link_" + request.req().getLocalPort();
    }

    /** Nobody, where the caller came by no link. */
    static Optional<Link> link(Context request) {
        return Optional.ofNullable(request.attribute(LINK));
    }

    /** The link of an id, which lives; else the refusal that it deserves. */
    Link living(Context request, String id) {
        Optional<Link> found = id.length() > LONGEST_ID ? Optional.empty() : links.find(id);
        if (found.isEmpty()) {
            guesses.wrong(request.req().getRemoteAddr());
            throw new Refusal(401, "there is no such link", "open it as it was sent to you, or ask for a new one");
        }
        requireLife(found.get());
        return found.get();
    }

    static void requireLife(Link link) {
        if (link.revokedAt().isPresent()) {
            throw new Refusal(410, "this link was revoked at " + Nanos.iso(link.revokedAt().get()).substring(0, 19) + "Z",
                    "ask who gave it to you for a new one");
        }
        if (!link.live()) {
            throw new Refusal(410, "this link expired at " + Nanos.iso(link.expiresAt()).substring(0, 19) + "Z",
                    "ask who gave it to you for a new one");
        }
    }

    /** Of a stream that goes on: whether its caller may still see it. */
    static void requireLife(Context request, Links links) {
        link(request).ifPresent(link -> requireLife(links.get(link.key()).orElseThrow(
                () -> new Refusal(410, "this link is gone with its session", "ask who gave it to you for a new one"))));
    }

    /** Someone with nothing but a link's cookie. */
    void admit(Context request, String id) {
        Link link = living(request, id);
        if (!GuestRoutes.allow(request.req().getMethod(), request.req().getRequestURI(), request.queryParams("format"),
                link.session())) {
            throw new Refusal(403, "this link shows one view of one session and nothing else, read-only",
                    "ask who gave it to you for more");
        }
        request.attribute(LINK, link);
        Sight.set(request, links.lens(link));
        links.asked(link, caller(request));
    }

    static LinkUse.Caller caller(Context request) {
        return new LinkUse.Caller(request.req().getRemoteAddr(), Optional.ofNullable(request.userAgent()).orElse(""));
    }
}

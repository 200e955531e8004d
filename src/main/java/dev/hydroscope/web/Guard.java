package dev.hydroscope.web;

import dev.hydroscope.store.Lens;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Stands before every route and stream: the Host and the Origin are this server's, the caller holds the token, its cookie or
 * that of a link, a change says that it is meant. The page itself, which is the same for all, needs no token; everything
 * under /api does.
 */
final class Guard {
    /** What a page of another site could send without asking. */
    private static final Set<String> FORMS = Set.of("application/x-www-form-urlencoded", "multipart/form-data", "text/plain");
    private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD);

    private static final String TOKEN = "hydroscope.token";

    private final Hosts hosts;
    private final Access access;
    private final Guests guests;

    Guard(Hosts hosts, Access access, Guests guests) {
        this.hosts = hosts;
        this.access = access;
        this.guests = guests;
    }

    void check(Context request) {
        Seal.on(request::header);
        checkSender(request);
        if (api(request)) {
            request.header("Cache-Control", "no-store");
            checkCaller(request);
            if (!READING.contains(request.method())) {
                checkIntent(request);
            }
        }
    }

    private static boolean api(Context request) {
        return request.path().equals("/api") || request.path().startsWith("/api/");
    }

    /** Cookies are shared by all ports of a host, so the port is in its name. */
    static String cookieName(Context request) {
        return "hydroscope_" + request.req().getLocalPort();
    }

    /** Whether the caller sent the token itself, as programs do; a page has its cookie. */
    static boolean byToken(Context request) {
        return Boolean.TRUE.equals(request.attribute(TOKEN));
    }

    /** Pages of other sites may open the page, but not what has an address in the API: a statement would run. */
    private void checkSender(Context request) {
        String host = header(request, "Host");
        if (!hosts.right(host, request.req().getLocalPort())) {
            throw new Refusal(403, "this server is not called \"" + host + "\"",
                    "ask for it under the address that it printed at its start");
        }
        for (String origin : Collections.list(request.req().getHeaders("Origin"))) {
            if (!origin.equals("http://" + host)) {
                throw new Refusal(403, "pages of " + origin + " may not ask this server",
                        "open Hydroscope's own page, or ask without a browser and with the token");
            }
        }
        String site = header(request, "Sec-Fetch-Site");
        boolean opened = header(request, "Sec-Fetch-Mode").equals("navigate") && !api(request);
        if (!site.isEmpty() && !site.equals("same-origin") && !site.equals("none") && !opened) {
            throw new Refusal(403, "a page of another site may not ask this server", "open Hydroscope's own page");
        }
    }

    private void checkCaller(Context request) {
        String authorization = header(request, "Authorization");
        boolean bearer = authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                && access.token(authorization.substring(7).strip());
        String link = Optional.ofNullable(request.cookie(Guests.cookieName(request))).orElse("");
        if (bearer || access.cookie(Optional.ofNullable(request.cookie(cookieName(request))).orElse(""))) {
            Sight.set(request, Lens.NONE);
            request.attribute(TOKEN, bearer);
        } else if (authorization.isEmpty() && !link.isEmpty()) {
            guests.admit(request, link);
        } else {
            throw new Refusal(401, "this needs the token",
                    "open the address that was printed at the start, or send Authorization: Bearer TOKEN");
        }
    }

    private static void checkIntent(Context request) {
        if (!"1".equals(request.header("X-Hydroscope"))) {
            throw new Refusal(403, "a change must say that it is meant", "send the header X-Hydroscope: 1");
        }
        boolean body = request.req().getContentLengthLong() > 0 || request.header("Transfer-Encoding") != null;
        String type = header(request, "Content-Type").split(";")[0].strip().toLowerCase(Locale.ROOT);
        if (request.path().equals(Routes.IMPORT)) {
            if (FORMS.contains(type)) {
                throw new Refusal(400, "the file is declared as a form", "send Content-Type: application/octet-stream");
            }
        } else if (body && !type.equals("application/json")) {
            throw new Refusal(400, "the body is not declared as JSON", "send Content-Type: application/json");
        }
    }

    private static String header(Context request, String name) {
        return Optional.ofNullable(request.header(name)).orElse("");
    }
}

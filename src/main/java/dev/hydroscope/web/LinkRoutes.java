package dev.hydroscope.web;

import dev.hydroscope.query.Query;
import dev.hydroscope.query.Scope;
import dev.hydroscope.query.Search;
import dev.hydroscope.session.Link;
import dev.hydroscope.session.LinkSettings;
import dev.hydroscope.session.LinkUse;
import dev.hydroscope.session.Links;
import dev.hydroscope.session.Nanos;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.RequestRow;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Shared views: made and revoked by who holds the token, opened by anyone who has their id. */
final class LinkRoutes {
    private static final String ALL = "/api/links";
    private static final String ONE = ALL + "/{key}";

    private final Links links;
    private final Guests guests;
    private final Page page;

    LinkRoutes(Links links, Guests guests, Page page) {
        this.links = links;
        this.guests = guests;
        this.page = page;
    }

    void add(RoutesConfig routes) {
        routes.get("/l/{id}", this::open);
        routes.get("/api/viewer", LinkRoutes::viewer);
        routes.post(ALL, this::create);
        routes.post(ALL + "/preview", this::preview);
        routes.get(ALL, request -> Routes.send(request, links.list().stream().map(LinkRoutes::json).toList()));
        routes.delete(ONE, request -> Routes.send(request, json(links.revoke(request.pathParam("key")))));
        routes.get(ONE + "/uses", request -> Routes.send(request,
                links.uses(request.pathParam("key")).stream().map(LinkRoutes::use).toList()));
    }

    /** Nothing of the id stays in the browser's address; the view needs no cookie before its own first request. */
    private void open(Context request) {
        request.header("Cache-Control", "no-store");
        if (!request.req().getMethod().equals("GET")) {
            throw new Refusal(405, "a link does not answer to " + request.req().getMethod(), "open it in a browser");
        }
        Link link;
        try {
            link = guests.living(request, request.pathParam("id"));
        } catch (Refusal refusal) {
            explain(request, refusal);
            return;
        }
        links.open(link, Guests.caller(request));
        request.header("Set-Cookie", Guests.cookieName(request) + "=" + request.pathParam("id") + "; Path=/; Max-Age="
                + Math.max(1, (Nanos.of(link.expiresAt()) - Nanos.now()) / 1_000_000_000L) + "; HttpOnly; SameSite=Strict");
        request.redirect(link.view(), HttpStatus.SEE_OTHER);
    }

    /** A person sees the page, which asks once more for the reason. */
    private void explain(Context request, Refusal refusal) {
        boolean person = Optional.ofNullable(request.header("Accept")).orElse("").contains("text/html");
        if (!person || !page.index(request, refusal.status())) {
            throw refusal;
        }
    }

    private void create(Context request) {
        Links.Made made = links.create(LinkSettings.read(Body.json(request)));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("url", "http://" + request.header("Host") + "/l/" + made.id());
        json.putAll(json(made.link()));
        Routes.send(request.status(201), json);
    }

    /** The newest request as the link that is asked for would show it. */
    private void preview(Context request) {
        Routes.send(request, links.preview(LinkSettings.read(Body.json(request)), reader -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("requests", reader.counted() ? reader.counts().requests() : null);
            Optional<RequestRow> newest = new Search(reader).requests(Query.parse(""), Scope.newest(1, "")).rows().stream()
                    .findFirst();
            Optional<ConnectionRow> on = newest.flatMap(row -> reader.connectionAt(row.connection()));
            json.put("request", newest.map(row -> RequestJson.row(row, List.of())).orElse(null));
            json.put("requestHeaders", newest.map(row -> RequestJson.headers(row, false)).orElse(List.of()));
            json.put("responseHeaders", newest.map(row -> RequestJson.headers(row, true)).orElse(List.of()));
            json.put("peer", on.map(row -> RequestJson.known(row.peer())).orElse(null));
            json.put("sni", on.map(row -> RequestJson.known(row.sni())).orElse(null));
            return json;
        }));
    }

    private static void viewer(Context request) {
        Map<String, Object> json = new LinkedHashMap<>();
        Optional<Link> link = Guests.link(request);
        json.put("kind", link.isPresent() ? "link" : "full");
        link.ifPresent(of -> {
            json.put("session", of.session());
            json.put("view", of.view());
            json.put("note", of.note());
            json.put("redaction", word(of));
            json.put("expiresAt", of.expiresAt());
        });
        Routes.send(request, json);
    }

    static Map<String, Object> json(Link link) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", link.key());
        json.put("session", link.session());
        json.put("view", link.view());
        json.put("note", link.note());
        json.put("redaction", word(link));
        json.put("createdAt", link.createdAt());
        json.put("expiresAt", link.expiresAt());
        json.put("revokedAt", link.revokedAt().orElse(null));
        json.put("state", link.revokedAt().isPresent() ? "revoked" : link.live() ? "live" : "expired");
        json.put("uses", link.uses());
        json.put("usedAt", link.usedAt().orElse(null));
        return json;
    }

    private static String word(Link link) {
        return link.redaction().name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> use(LinkUse use) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", use.at());
        json.put("address", use.address());
        json.put("agent", use.agent());
        json.put("opened", use.opened());
        json.put("requests", use.requests());
        json.put("lastAt", use.lastAt());
        return json;
    }
}

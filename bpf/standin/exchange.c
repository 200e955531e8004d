#include "exchange.h"
#include <stdio.h>
#include <string.h>

struct route {
    unsigned weight;
    const char *method, *path, *type;
    double millis, bytes; /* medians */
    unsigned cached;      /* permille answered 304 */
    unsigned failing;     /* permille answered 5xx */
    int status;
};

static const struct route routes[] = {
    {120, "GET", "/", "text/html; charset=utf-8", 6, 14000, 60, 2, 200},
    {90, "GET", "/assets/app.%x.js", "text/javascript", 0.4, 90000, 350, 0, 200},
    {70, "GET", "/assets/style.%x.css", "text/css", 0.3, 22000, 350, 0, 200},
    {150, "GET", "/images/%u.webp", "image/webp", 0.5, 38000, 250, 0, 200},
    {15, "GET", "/video/%u/segment-%u.m4s", "video/mp4", 2, 420000, 20, 1, 200},
    {90, "GET", "/products/%u", "text/html; charset=utf-8", 18, 24000, 40, 6, 200},
    {60, "GET", "/search?q=lamp+%u&page=%u", "text/html; charset=utf-8", 75, 31000, 0, 14, 200},
    {110, "GET", "/api/v2/items/%u", "application/json", 9, 1400, 100, 8, 200},
    {60, "GET", "/api/v2/items?cursor=%x&limit=%u", "application/json", 28, 8200, 0, 10, 200},
    {40, "POST", "/api/v2/cart/%u", "application/json", 22, 420, 0, 12, 201},
    {14, "POST", "/login", "text/html; charset=utf-8", 130, 0, 0, 5, 302},
    {10, "PUT", "/api/v2/profile/%u", "application/json", 35, 300, 0, 9, 200},
    {5, "DELETE", "/api/v2/cart/%u", "application/json", 16, 0, 0, 5, 204},
    {8, "HEAD", "/health", "text/plain", 0.2, 0, 0, 0, 200},
    {12, "GET", "/robots.txt", "text/plain", 0.2, 120, 0, 0, 200},
    {10, "GET", "/old/%u.html", "text/html", 0.3, 0, 0, 0, 301},
    {9, "GET", "/private/report-%u.pdf", "text/html; charset=utf-8", 1, 520, 0, 0, 403},
    {7, "GET", "/api/v2/me", "application/json", 2, 64, 0, 0, 401},
    {6, "POST", "/api/v2/export", "application/json", 900, 5200, 0, 60, 200},
    {4, "GET", "/slow/report?year=%u", "text/csv", 2400, 64000, 0, 90, 200},
    {5, "OPTIONS", "/api/v2/cart/%u", "text/plain", 0.2, 0, 0, 0, 204},
};
static const char *const probing[] = {"/wp-login.php",
                                      "/.env",
                                      "/.git/config",
                                      "/admin/config.php?cmd=<script>alert(1)</script>",
                                      "/cgi-bin/luci/;stok=/locale",
                                      "/index.php?id=1%27%20OR%20%271%27=%271"};

static const struct route *choose(struct random *random)
{
    unsigned total = 0, i = 0;
    for (size_t j = 0; j != sizeof(routes) / sizeof(*routes); ++j)
        total += routes[j].weight;
    unsigned lot = random_below(random, total);
    while (lot >= routes[i].weight)
        lot -= routes[i++].weight;
    return routes + i;
}

static void http_date(char *text, size_t size, time_t at)
{
    struct tm tm;
    strftime(text, size, "%a, %d %b %Y %H:%M:%S GMT", gmtime_r(&at, &tm));
}

static void make_request(struct exchange *x, struct random *random, const struct client *client, const struct route *route,
                         const char *scheme, const char *path)
{
    message_clear(&x->request);
    message_add(&x->request, ":authority", client->site);
    message_add(&x->request, ":method", route->method);
    message_add(&x->request, ":path", path);
    message_add(&x->request, ":scheme", scheme);
    client_add_headers(client, random, &x->request);
    x->request_body = 0;
    if (strcmp(route->method, "POST") == 0 || strcmp(route->method, "PUT") == 0) {
        x->request_body = random_between(random, 20, 6000);
        message_add(&x->request, "content-type",
                    strncmp(path, "/api", 4) == 0 ? "application/json" : "application/x-www-form-urlencoded");
    }
    if (random_chance(random, 3)) {
        char large[4096];
        memset(large, 'A' + random_below(random, 26), sizeof(large));
        message_add_bytes(&x->request, "x-forwarded-state", 17, large, random_between(random, 900, sizeof(large)));
    }
}

static int choose_status(struct random *random, const struct route *route)
{
    static const int failures[] = {500, 502, 503, 504};
    if (random_chance(random, route->failing))
        return failures[random_below(random, 4)];
    if (random_chance(random, route->cached))
        return 304;
    if (route->status == 200 && random_chance(random, 12))
        return random_chance(random, 800) ? 404 : 429;
    return route->status;
}

static void make_response(struct exchange *x, struct random *random, const struct client *client, const struct route *route,
                          time_t now)
{
    char date[64], modified[64];
    http_date(date, sizeof(date), now);
    http_date(modified, sizeof(modified), 1763600000 - random_below(random, 8000000));
    struct message *m = &x->response;
    message_clear(m);
    if (x->status != 204 && x->status != 304)
        message_add_format(m, "content-length", "%lu", x->response_body);
    message_add(m, "date", date);
    message_add(m, "server", "h2o/2.3.0-DEV");
    if (x->status == 301 || x->status == 302)
        message_add_format(m, "location", "https://%s/", client->site);
    if (x->status == 302)
        message_add_format(m, "set-cookie", "sid=%s; Path=/; HttpOnly; Secure; SameSite=Lax", client->session);
    if (x->status == 401)
        message_add(m, "www-authenticate", "Bearer realm=\"api\"");
    if (x->status == 503 || x->status == 429)
        message_add(m, "retry-after", "30");
    if (x->status >= 400 || x->status == 304 || route->cached == 0) {
        message_add(m, "cache-control", "no-store");
        message_add(m, "content-type", x->status >= 400 ? "text/plain; charset=utf-8" : route->type);
        return;
    }
    message_add(m, "content-type", route->type);
    message_add(m, "last-modified", modified);
    message_add_format(m, "etag", "\"%lx-%lx\"", random_next(random) & 0xffffffff, x->response_body);
    message_add(m, "cache-control", route->cached > 200 ? "public, max-age=31536000, immutable" : "max-age=60");
    message_add(m, "accept-ranges", "bytes");
    message_add(m, "x-cache", random_chance(random, 700) ? "HIT" : "MISS");
}

void exchange_make(struct exchange *x, struct random *random, const struct client *client, const char *scheme, time_t now)
{
    static const struct route not_found = {0, "GET", "", "text/plain", 0.2, 9, 0, 0, 404};
    char path[256];
    const struct route *route = choose(random);
    if (client->kind == BOT && random_chance(random, 300)) {
        route = &not_found;
        snprintf(path, sizeof(path), "%s", probing[random_below(random, 6)]);
    } else {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        snprintf(path, sizeof(path), route->path, (unsigned)random_between(random, 1, 4000),
                 (unsigned)random_between(random, 1, 40));
#pragma GCC diagnostic pop
    }
    make_request(x, random, client, route, scheme, path);
    x->status = choose_status(random, route);
    x->response_body = route->bytes == 0 ? 0 : (uint64_t)random_tail(random, route->bytes, 0.6);
    if (x->status >= 400)
        x->response_body = random_between(random, 9, 600);
    if (x->status == 304 || x->status == 204 || strcmp(route->method, "HEAD") == 0)
        x->response_body = 0;
    if (x->response_body > 3000000)
        x->response_body = 3000000;
    x->latency_nanos = 1e6 * random_tail(random, route->millis, x->status >= 502 ? 1.1 : 0.7) + 30000;
    x->cancelled = random_chance(random, 8);
    make_response(x, random, client, route, now);
}

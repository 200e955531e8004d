#include "client.h"
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

static const char *const agents[4][5] = {
    {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
     "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
     "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
     "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 "
     "Safari/604.1",
     "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36"},
    {"okhttp/4.12.0", "ShopApp/5.2 (iOS 18.1; iPhone15,2)", "Dart/3.5 (dart:io)", "python-requests/2.32.3", "Go-http-client/2.0"},
    {"curl/7.88.1", "curl/8.11.0", "Wget/1.21.3", "HTTPie/3.2.4", "nghttp2/1.52.0"},
    {"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
     "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
     "masscan/1.3 (https://github.com/robertdavidgraham/masscan)",
     "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)", "Prometheus/2.54.1"},
};
static const char *const sites[] = {"www.example.com",  "api.example.com",       "static.example.net",
                                    "shop.example.org", "xn--bcher-kva.example", "media.example.net"};
static const char *const languages[] = {"en-US,en;q=0.5", "de-DE,de;q=0.9,en;q=0.8", "ja,en;q=0.7", "fr-FR,fr;q=0.9",
                                        "pt-BR,pt;q=0.8"};

static void give_addresses(struct client *client, struct random *random)
{
    char text[INET6_ADDRSTRLEN];
    int port = random_between(random, 32768, 60999);
    if (random_chance(random, 350)) {
        struct sockaddr_in6 *peer = (void *)&client->peer, *local = (void *)&client->local;
        snprintf(text, sizeof(text), "2001:db8:%lx:%lx::%lx", random_below(random, 256), random_below(random, 65536),
                 random_between(random, 1, 65535));
        *peer = (struct sockaddr_in6){.sin6_family = AF_INET6, .sin6_port = htons(port)};
        *local = (struct sockaddr_in6){.sin6_family = AF_INET6, .sin6_port = htons(443)};
        inet_pton(AF_INET6, text, &peer->sin6_addr);
        inet_pton(AF_INET6, "2001:db8::443", &local->sin6_addr);
        inet_ntop(AF_INET6, &peer->sin6_addr, text, sizeof(text));
        snprintf(client->address, sizeof(client->address), "[%s]:%d", text, port);
    } else {
        struct sockaddr_in *peer = (void *)&client->peer, *local = (void *)&client->local;
        static const uint32_t nets[] = {0xc0000200, 0xc6336400, 0xcb007100}; /* the networks set aside for documentation */
        *peer = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(port)};
        *local = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(443)};
        peer->sin_addr.s_addr = htonl(nets[random_below(random, 3)] + random_between(random, 1, 254));
        local->sin_addr.s_addr = htonl(0xc0000201);
        inet_ntop(AF_INET, &peer->sin_addr, text, sizeof(text));
        snprintf(client->address, sizeof(client->address), "%s:%d", text, port);
    }
}

struct client client_make(struct random *random)
{
    struct client client = {0};
    unsigned lot = random_below(random, 100);
    client.kind = lot < 58 ? BROWSER : lot < 80 ? APP : lot < 90 ? TOOL : BOT;
    client.agent = agents[client.kind][random_below(random, 5)];
    client.site = sites[client.kind == APP ? 1 : random_below(random, 6)];
    client.language = languages[random_below(random, 5)];
    client.signed_in = random_chance(random, 600);
    random_hex(random, client.session, 32);
    random_hex(random, client.token, 120);
    give_addresses(&client, random);
    return client;
}

void client_add_headers(const struct client *client, struct random *random, struct message *message)
{
    message_add(message, "user-agent", client->agent);
    message_add(message, "accept",
                client->kind == BROWSER ? "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" : "*/*");
    if (client->kind == BROWSER) {
        message_add(message, "accept-language", client->language);
        message_add(message, "accept-encoding", "gzip, deflate, br, zstd");
        if (random_chance(random, 700))
            message_add_format(message, "referer", "https://%s/", client->site);
        if (client->signed_in)
            message_add_format(message, "cookie", "sid=%s; theme=dark; _ga=GA1.1.%lu.1763600000", client->session,
                               random_between(random, 100000000, 999999999));
        message_add(message, "sec-fetch-mode", "navigate");
    }
    if (client->kind == APP)
        message_add_format(message, "authorization", "Bearer eyJhbGciOiJIUzI1NiJ9.%s.%.43s", client->token, client->token + 40);
    else if (client->kind == TOOL && client->signed_in)
        message_add_format(message, "authorization", "Basic %.24s==", client->token);
    if (client->kind == APP && random_chance(random, 500))
        message_add_format(message, "x-request-id", "%.8s-%lx", client->session, random_next(random) & 0xffffffff);
}

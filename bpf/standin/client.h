/* Who asks: a browser, an app, a tool or a bot, from an address, for a site. */
#ifndef STANDIN_CLIENT_H
#define STANDIN_CLIENT_H

#include <netinet/in.h>
#include <sys/socket.h>
#include "message.h"
#include "random.h"

enum client_kind { BROWSER, APP, TOOL, BOT };

struct client {
    enum client_kind kind;
    const char *agent, *site, *language;
    char session[33], token[121], address[INET6_ADDRSTRLEN + 8]; /* the address with its port */
    struct sockaddr_storage peer, local;
    int signed_in;
};

struct client client_make(struct random *random);
void client_add_headers(const struct client *client, struct random *random, struct message *message);

#endif

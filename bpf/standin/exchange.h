/* A request and its response, as a site would see them. */
#ifndef STANDIN_EXCHANGE_H
#define STANDIN_EXCHANGE_H

#include <time.h>
#include "client.h"
#include "message.h"
#include "random.h"

struct exchange {
    uint64_t request_body, response_body, latency_nanos;
    int status, cancelled;
    struct message request, response;
};

/* `now` is for the date header; the scheme is http or https */
void exchange_make(struct exchange *exchange, struct random *random, const struct client *client, const char *scheme, time_t now);

#endif

/* HTTP/1.1 as the stand-in's real server speaks it. */
#ifndef STANDIN_HTTP1_H
#define STANDIN_HTTP1_H

#include <stdint.h>
#include "message.h"

struct http1 {
    int version, status, keep_alive; /* version as H2O writes it: 0x101 */
    uint64_t content_length, body_length, delay_nanos;
    char method[32], path[2048];
    struct message request, response;
};

/* The length of the request's head in the buffer; 0: it is not whole yet; -1: it is none. */
int http1_parse(struct http1 *http, const char *buffer, size_t length);
/* Chooses status, headers, body length and delay by the path; see the list in http1.c. */
void http1_answer(struct http1 *http);
/* The response's head and body, to be freed. */
char *http1_write(const struct http1 *http, size_t *length);

#endif

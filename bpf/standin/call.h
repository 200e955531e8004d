/* Any probe fired by its number, with values one can recognise: argument i of probe p is the number (p + 1) * 100 + i, cut to
 * its size, or the text "provider:probe:argument". Of an extreme call every number is all ones: -1, or its type's greatest. */
#ifndef STANDIN_CALL_H
#define STANDIN_CALL_H

#include <netinet/in.h>
#include <stdio.h>
#include "probes.h"

#define CALL_ARGUMENTS 13
#define CALL_TEXT 1200

struct call {
    int probe, extreme;
    struct conn conn;
    struct quic quic;
    struct stream stream;
    struct sockaddr_in address;
    const void *table[2];
    char texts[CALL_ARGUMENTS][CALL_TEXT];
    uint64_t slots[CALL_ARGUMENTS];
};

void call_prepare(struct call *call, int probe, int extreme);
void call_fire(const struct call *call);
void call_print(const struct call *call, FILE *out);
int probe_by_key(const char *key);

#endif

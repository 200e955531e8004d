/* The headers of one message. Names and values stand next to each other in memory without a NUL, as in a server's buffers: who
 * reads past a length reads the next header. */
#ifndef STANDIN_MESSAGE_H
#define STANDIN_MESSAGE_H

#include <stddef.h>
#include <stdint.h>

#define MESSAGE_HEADERS 48
#define MESSAGE_BYTES 24576

struct header {
    const char *name, *value;
    size_t name_len, value_len;
};

struct message {
    int count;
    size_t used;
    struct header headers[MESSAGE_HEADERS];
    char text[MESSAGE_BYTES];
};

void message_clear(struct message *message);
void message_add(struct message *message, const char *name, const char *value);
void message_add_bytes(struct message *message, const char *name, size_t name_len, const char *value, size_t value_len);
void message_add_format(struct message *message, const char *name, const char *format, ...) __attribute__((format(printf, 3, 4)));
size_t message_text_bytes(const struct message *message);
size_t message_value_bytes(const struct message *message);

#endif

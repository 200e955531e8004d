#include "message.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void message_clear(struct message *message)
{
    message->count = 0;
    message->used = 0;
}

void message_add_bytes(struct message *message, const char *name, size_t name_len, const char *value, size_t value_len)
{
    static const char next[] = "next-header";
    size_t needed = name_len + value_len + sizeof(next) - 1;
    if (message->count == MESSAGE_HEADERS || message->used + needed > MESSAGE_BYTES)
        return;
    char *at = message->text + message->used;
    memcpy(at, name, name_len);
    memcpy(at + name_len, value, value_len);
    memcpy(at + name_len + value_len, next, sizeof(next) - 1);
    message->headers[message->count++] = (struct header){at, at + name_len, name_len, value_len};
    message->used += name_len + value_len;
}

void message_add(struct message *message, const char *name, const char *value)
{
    message_add_bytes(message, name, strlen(name), value, strlen(value));
}

void message_add_format(struct message *message, const char *name, const char *format, ...)
{
    char value[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(value, sizeof(value), format, arguments);
    va_end(arguments);
    message_add(message, name, value);
}

size_t message_text_bytes(const struct message *message)
{
    return message->used;
}

size_t message_value_bytes(const struct message *message)
{
    size_t sum = 0;
    for (int i = 0; i != message->count; ++i)
        sum += message->headers[i].value_len;
    return sum;
}

#include "http1.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

/* Paths: / · /slow/MILLIS · /status/CODE · /bytes/COUNT · /cookie · /big-header/LENGTH · /redirect · anything else is not found */

static const char *find(const char *at, const char *end, char c)
{
    const char *found = memchr(at, c, end - at);
    return found == NULL ? end : found;
}

static int same(const char *at, size_t length, const char *word)
{
    return strlen(word) == length && strncasecmp(at, word, length) == 0;
}

static int parse_request_line(struct http1 *http, const char *line, const char *end)
{
    const char *path = find(line, end, ' ') + 1, *version = path < end ? find(path, end, ' ') + 1 : end;
    if (version + 8 != end || strncmp(version, "HTTP/1.", 7) != 0 || path - line > (long)sizeof(http->method) ||
        version - path > (long)sizeof(http->path))
        return 0;
    snprintf(http->method, sizeof(http->method), "%.*s", (int)(path - line - 1), line);
    snprintf(http->path, sizeof(http->path), "%.*s", (int)(version - path - 1), path);
    http->version = version[7] == '0' ? 0x100 : 0x101;
    http->keep_alive = http->version == 0x101;
    return 1;
}

static void add_lower_case(struct message *message, const char *name, size_t name_len, const char *value, size_t value_len)
{
    char lower[256];
    size_t length = name_len < sizeof(lower) ? name_len : sizeof(lower);
    for (size_t i = 0; i != length; ++i)
        lower[i] = tolower((unsigned char)name[i]);
    message_add_bytes(message, lower, length, value, value_len);
}

static void parse_header(struct http1 *http, const char *line, const char *end)
{
    const char *colon = find(line, end, ':'), *value = colon < end ? colon + 1 : end;
    while (value < end && *value == ' ')
        ++value;
    size_t name_len = colon - line, value_len = end - value;
    if (same(line, name_len, "content-length"))
        http->content_length = strtoull(value, NULL, 10);
    else if (same(line, name_len, "connection"))
        http->keep_alive = same(value, value_len, "close") ? 0 : http->keep_alive || same(value, value_len, "keep-alive");
    else if (!same(line, name_len, "host"))
        add_lower_case(&http->request, line, name_len, value, value_len);
}

static const char *next_line(const char *line, const char *end)
{
    return find(line, end, '\n') + 1;
}

static size_t line_length(const char *line, const char *end)
{
    size_t length = find(line, end, '\n') - line;
    return length != 0 && line[length - 1] == '\r' ? length - 1 : length;
}

/* H2O tells the pseudo-headers first, and the host as :authority */
static void add_pseudo_headers(struct http1 *http, const char *line, const char *end)
{
    const char *host = "";
    size_t host_len = 0;
    for (; line < end; line = next_line(line, end))
        if (strncasecmp(line, "host:", 5) == 0) {
            host_len = line_length(line, end) - 5;
            for (host = line + 5; host_len != 0 && *host == ' '; --host_len)
                ++host;
        }
    message_clear(&http->request);
    message_add_bytes(&http->request, ":authority", 10, host, host_len);
    message_add(&http->request, ":method", http->method);
    message_add(&http->request, ":path", http->path);
    message_add(&http->request, ":scheme", "http");
}

int http1_parse(struct http1 *http, const char *buffer, size_t length)
{
    const char *blank = memmem(buffer, length, "\r\n\r\n", 4);
    if (blank == NULL)
        return 0;
    const char *end = blank + 2;
    http->content_length = 0;
    if (!parse_request_line(http, buffer, buffer + line_length(buffer, end)))
        return -1;
    const char *line = next_line(buffer, end);
    add_pseudo_headers(http, line, end);
    for (; line < end; line = next_line(line, end))
        parse_header(http, line, line + line_length(line, end));
    return blank + 4 - buffer;
}

static int number_after(const struct http1 *http, const char *prefix, unsigned *number)
{
    size_t length = strlen(prefix);
    return strncmp(http->path, prefix, length) == 0 && sscanf(http->path + length, "%9u", number) == 1;
}

static void add_big_header(struct http1 *http, unsigned length)
{
    char value[16384];
    length = length < sizeof(value) ? length : sizeof(value);
    memset(value, 'b', length);
    message_add_bytes(&http->response, "x-big", 5, value, length);
}

void http1_answer(struct http1 *http)
{
    char date[64];
    struct tm tm;
    unsigned number;
    time_t now = time(NULL);
    strftime(date, sizeof(date), "%a, %d %b %Y %H:%M:%S GMT", gmtime_r(&now, &tm));
    http->status = 200;
    http->body_length = 64;
    http->delay_nanos = 0;
    message_clear(&http->response);
    if (number_after(http, "/status/", &number) && number >= 200 && number < 600)
        http->status = number;
    else if (number_after(http, "/slow/", &number))
        http->delay_nanos = number * 1000000ull;
    else if (number_after(http, "/bytes/", &number))
        http->body_length = number < 10000000 ? number : 10000000;
    else if (strcmp(http->path, "/redirect") == 0)
        http->status = 302;
    else if (strcmp(http->path, "/") != 0 && strcmp(http->path, "/cookie") != 0 && !number_after(http, "/big-header/", &number))
        http->status = 404;
    message_add_format(&http->response, "content-length", "%lu", http->body_length);
    message_add(&http->response, "date", date);
    message_add(&http->response, "server", "h2o-standin");
    message_add(&http->response, "content-type", "text/plain; charset=utf-8");
    if (http->status == 302)
        message_add(&http->response, "location", "/");
    if (strcmp(http->path, "/cookie") == 0)
        message_add(&http->response, "set-cookie", "sid=31d4d96e407aad42; Path=/; HttpOnly");
    if (number_after(http, "/big-header/", &number))
        add_big_header(http, number);
}

char *http1_write(const struct http1 *http, size_t *length)
{
    const struct message *m = &http->response;
    size_t head = 32 + m->used + 4 * m->count, body = strcmp(http->method, "HEAD") == 0 ? 0 : http->body_length;
    char *text = malloc(head + body + 1), *at = text + sprintf(text, "HTTP/1.1 %d Answer\r\n", http->status);
    for (const struct header *h = m->headers; h != m->headers + m->count; ++h)
        at += sprintf(at, "%.*s: %.*s\r\n", (int)h->name_len, h->name, (int)h->value_len, h->value);
    at += sprintf(at, "\r\n");
    memset(at, 'x', body);
    *length = at + body - text;
    return text;
}

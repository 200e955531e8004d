#include "call.h"
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

struct item {
    char text[128];
};

/* splits "a, b(c, d), e" at the commas outside brackets */
static int split(const char *list, struct item *items)
{
    int count = 0, depth = 0;
    size_t length = 0;
    for (const char *c = list;; ++c) {
        depth += (*c == '(') - (*c == ')');
        if (*c == '\0' || (*c == ',' && depth == 0)) {
            items[count++].text[length] = '\0';
            length = 0;
            if (*c == '\0')
                return count;
        } else if (length != 0 || *c != ' ') {
            items[count].text[length++] = *c;
        }
    }
}

static int parameters(int probe, struct item *items)
{
    char list[1024];
    const char *source = probe_infos[probe].parameters;
    snprintf(list, sizeof(list), "%.*s", (int)strlen(source) - 2, source + 1);
    return split(list, items);
}

static const char *name_of(const struct item *parameter)
{
    const char *end = parameter->text + strlen(parameter->text);
    while (end[-1] != ' ' && end[-1] != '*')
        --end;
    return end;
}

static int find(const struct item *items, int count, const char *name)
{
    for (int i = 0; i != count; ++i)
        if (strcmp(name_of(items + i), name) == 0)
            return i;
    return -1;
}

static int is(const struct item *parameter, const char *type)
{
    return strncmp(parameter->text, type, strlen(type)) == 0;
}

static int is_buffer(const struct item *parameter)
{
    static const char *const names[] = {"bytes", "data", "payload", "decrypted", "token", "stats", "rtt", NULL};
    if (is(parameter, "const char *") && strchr(parameter->text, '*') == strrchr(parameter->text, '*'))
        return 1;
    for (int i = 0; names[i] != NULL; ++i)
        if (is(parameter, "const void *") && strcmp(name_of(parameter), names[i]) == 0)
            return 1;
    return 0;
}

/* the parameter whose length this one is, or -1 */
static int measured(const struct item *items, int count, int length)
{
    char name[64];
    const char *self = name_of(items + length);
    size_t size = strlen(self);
    if (strcmp(self, "len") == 0)
        return find(items, count, "bytes");
    if (size < 4 || strcmp(self + size - 4, "_len") != 0)
        return -1;
    snprintf(name, sizeof(name), "%.*s", (int)size - 4, self);
    return find(items, count, name);
}

/* how many bytes a tracer reads of a buffer without a length among its parameters; 0: up to its NUL */
static size_t fixed_length(int probe, const char *name)
{
    if (strcmp(name, "rtt") == 0)
        return sizeof(struct quic_rtt);
    if (probe == probe_picotls_client_random)
        return 32;
    if (strcmp(name, "stats") == 0)
        return 1032;
    return strcmp(name, "bytes") == 0 ? 8 : 0;
}

static void fill_text(struct call *call, const struct item *items, int count, int slot)
{
    char *text = call->texts[slot], length_name[64];
    int length = snprintf(text, CALL_TEXT, "%s:%s", probe_infos[call->probe].key, name_of(items + slot));
    snprintf(length_name, sizeof(length_name), "%s_len", name_of(items + slot));
    int has_length = find(items, count, length_name) >= 0 || find(items, count, "len") >= 0;
    size_t fixed = has_length ? 0 : fixed_length(call->probe, name_of(items + slot));
    for (size_t i = length; i < fixed; ++i)
        text[i] = text[i - length];
    if (fixed != 0)
        text[fixed] = '\0';
    call->slots[slot] = (uintptr_t)text;
}

static void fill_number(struct call *call, const struct item *parameter, int slot, uint64_t value)
{
    if (!call->extreme && (is(parameter, "uint8_t") || is(parameter, "int8_t")))
        value &= 0x7f;
    call->slots[slot] = value;
}

/* what the i-th argument is made from */
static void fill(struct call *call, const struct item *items, int count, int i, const char *expression)
{
    uint64_t value = call->extreme ? UINT64_MAX : (uint64_t)(call->probe + 1) * 100 + i;
    int slot = find(items, count, expression);
    if (strcmp(expression, "conn->id") == 0) {
        call->conn.id = value;
    } else if (strcmp(expression, "conn->at") == 0) {
        call->quic.at = value;
    } else if (strcmp(expression, "conn->cwnd") == 0) {
        call->quic.cwnd = value;
    } else if (strcmp(expression, "conn->inflight") == 0) {
        call->quic.inflight = value;
    } else if (strcmp(expression, "conn->next_pn") == 0) {
        call->quic.next_pn = value;
    } else if (strcmp(expression, "rcodes[index]") == 0) {
        snprintf(call->texts[i], CALL_TEXT, "%s:rcode", probe_infos[call->probe].key);
        call->table[1] = call->texts[i];
    } else if (slot >= 0 && measured(items, count, slot) >= 0) {
        call->slots[slot] = strlen(call->texts[measured(items, count, slot)]);
    } else if (slot >= 0 && is_buffer(items + slot)) {
        fill_text(call, items, count, slot);
    } else if (slot >= 0 && call->slots[slot] == 0) {
        fill_number(call, items + slot, slot, value);
    }
    if (expression[0] == '*' || strstr(items[slot < 0 ? 0 : slot].text, "struct sockaddr") != NULL)
        call->address.sin_port = htons(value);
    if (slot >= 0 && is(items + slot, "const struct stream *"))
        call->stream.id = value;
}

void call_prepare(struct call *call, int probe, int extreme)
{
    struct item items[CALL_ARGUMENTS], expressions[CALL_ARGUMENTS];
    memset(call, 0, sizeof(*call));
    call->probe = probe;
    call->extreme = extreme;
    call->address.sin_family = AF_INET;
    call->address.sin_addr.s_addr = htonl(0xc0000201);
    int count = parameters(probe, items), arguments = split(probe_infos[probe].arguments, expressions);
    for (int i = 0; i != count; ++i) {
        if (is(items + i, "const struct conn *"))
            call->slots[i] = (uintptr_t)&call->conn;
        else if (is(items + i, "const struct quic *"))
            call->slots[i] = (uintptr_t)&call->quic;
        else if (is(items + i, "const struct stream *"))
            call->slots[i] = (uintptr_t)&call->stream;
        else if (is(items + i, "const struct sockaddr *"))
            call->slots[i] = (uintptr_t)&call->address;
        else if (is(items + i, "const char *servers") || is(items + i, "const char *const *rcodes"))
            call->slots[i] = (uintptr_t)call->table;
        else if (is(items + i, "size_t offset"))
            call->slots[i] = sizeof(call->table[0]);
        else if (is(items + i, "size_t index"))
            call->slots[i] = 1;
    }
    call->table[1] = &call->address;
    for (int i = 0; i != arguments; ++i)
        fill(call, items, count, i, expressions[i].text);
}

void call_fire(const struct call *call)
{
    const uint64_t *s = call->slots;
    typedef void fire(uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t,
                      uint64_t, uint64_t);
    ++tally.all;
    ++tally.played[call->probe];
    if (*probe_infos[call->probe].semaphore == 0)
        return;
    ++tally.fired[call->probe];
    /* every parameter is an integer or a pointer: one shape of call serves them all */
    ((fire *)probe_infos[call->probe].fire)(s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[8], s[9], s[10], s[11], s[12]);
}

static void print_address(const struct call *call, FILE *out)
{
    char text[INET_ADDRSTRLEN];
    inet_ntop(AF_INET, &call->address.sin_addr, text, sizeof(text));
    fprintf(out, "\"%s:%u\"", text, ntohs(call->address.sin_port));
}

static void print_number(const struct item *parameter, uint64_t value, FILE *out)
{
    if (is(parameter, "uint64_t") || is(parameter, "size_t"))
        fprintf(out, "%lu", value);
    else if (is(parameter, "uint32_t"))
        fprintf(out, "%u", (uint32_t)value);
    else if (is(parameter, "uint8_t"))
        fprintf(out, "%u", (uint8_t)value);
    else
        fprintf(out, "%ld", (int64_t)value);
}

static void print_argument(const struct call *call, const struct item *items, int count, const char *expression, FILE *out)
{
    int slot = find(items, count, expression);
    if (strcmp(expression, "conn->id") == 0)
        fprintf(out, "%lu", call->conn.id);
    else if (strcmp(expression, "conn->at") == 0)
        fprintf(out, "%ld", call->quic.at);
    else if (strcmp(expression, "conn->cwnd") == 0)
        fprintf(out, "%u", call->quic.cwnd);
    else if (strcmp(expression, "conn->inflight") == 0)
        fprintf(out, "%zu", call->quic.inflight);
    else if (strcmp(expression, "conn->next_pn") == 0)
        fprintf(out, "%lu", call->quic.next_pn);
    else if (strcmp(expression, "rcodes[index]") == 0)
        fprintf(out, "\"%s\"", (const char *)call->table[1]);
    else if (slot < 0 && expression[0] == '(')
        fprintf(out, "%s", strchr(expression, ')') + 1);
    else if (slot < 0 || is(items + slot, "const struct sockaddr *"))
        print_address(call, out);
    else if (is(items + slot, "const struct stream *"))
        fprintf(out, "%ld", call->stream.id);
    else if (is_buffer(items + slot))
        fprintf(out, "\"%s\"", call->texts[slot]);
    else if (strchr(items[slot].text, '*') != NULL)
        fprintf(out, "\"0x%lx\"", call->slots[slot]);
    else
        print_number(items + slot, call->slots[slot], out);
}

void call_print(const struct call *call, FILE *out)
{
    struct item items[CALL_ARGUMENTS], expressions[CALL_ARGUMENTS];
    int count = parameters(call->probe, items), arguments = split(probe_infos[call->probe].arguments, expressions);
    fprintf(out, "{\"probe\": \"%s\", \"arguments\": [", probe_infos[call->probe].key);
    for (int i = 0; i != arguments; ++i) {
        fputs(i == 0 ? "" : ", ", out);
        print_argument(call, items, count, expressions[i].text, out);
    }
    fputs("]}\n", out);
}

int probe_by_key(const char *key)
{
    for (int i = 0; i != PROBES; ++i)
        if (strcmp(probe_infos[i].key, key) == 0)
            return i;
    return -1;
}

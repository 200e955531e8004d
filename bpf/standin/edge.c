#include "edge.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "call.h"

static uint64_t req;

static void fire(const char *name, const char *value, size_t length, int show)
{
    struct conn conn = {.id = 1};
    ++req;
    FIRE(h2o, receive_request_header, &conn, req, name, strlen(name), value, length);
    printf("{\"header\": \"%s\", \"req\": %lu, \"length\": %zu, \"hex\": \"", name, req, length);
    for (size_t i = 0; show && i != length; ++i)
        printf("%02x", (unsigned char)value[i]);
    printf("\"}\n");
}

static void lengths(void)
{
    static const size_t sizes[] = {0, 1, 2, 15, 16, 17, 255, 256, 1023, 1024, 1025, 4095, 4096, 4097, 8191, 8192, 8193, 65536};
    char *alphabet = malloc(65536);
    for (int i = 0; i != 65536; ++i)
        alphabet[i] = 'a' + i % 26;
    for (size_t i = 0; i != sizeof(sizes) / sizeof(*sizes); ++i)
        fire("x-length", alphabet, sizes[i], 0);
    free(alphabet);
}

static void contents(void)
{
    static const struct {
        const char *name, *value;
        size_t length;
    } cases[] = {
        {"x-not-utf8", "caf\xe9 \xff\xfe", 7},
        {"x-nul", "before\0after", 12},
        {"x-crlf", "one\r\nset-cookie: two", 20},
        {"x-right-to-left",
         "\xe2\x80\xae"
         "evil.exe \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
         20},
        {"x-markup", "<script>alert(1)</script>", 25},
        {"x-image", "<img src=x onerror=alert(1)>", 28},
        {"<b>x-name</b>", "\"'><svg/onload=alert(1)>", 24},
        {"x-formula", "=cmd|' /C calc'!A0", 18},
        {"x-escape", "\x1b[31mred\x1b[0m \\u0000 %s%n", 24},
        {"x-emoji", "\xf0\x9f\x98\x80 \xf0\x9f\x98", 8},
        {"cookie", "sid=secret; theme=dark", 22},
        {"authorization", "Bearer secret.token", 19},
    };
    for (size_t i = 0; i != sizeof(cases) / sizeof(*cases); ++i)
        fire(cases[i].name, cases[i].value, cases[i].length, 1);
}

/* no memory there; and a value that ends where memory ends, or beyond it */
static void addresses(void)
{
    size_t page = sysconf(_SC_PAGESIZE);
    char *two = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    memset(two, 'p', page);
    mprotect(two + page, page, PROT_NONE);
    fire("x-null", NULL, 5, 0);
    fire("x-nowhere", (const char *)16, 5, 0);
    fire("x-at-the-edge", two + page - 10, 10, 1);
    fire("x-over-the-edge", two + page - 10, 11, 0);
    munmap(two, 2 * page);
}

static void every_probe(int extreme)
{
    static struct call call;
    for (int probe = 0; probe != PROBES; ++probe) {
        call_prepare(&call, probe, extreme);
        call_fire(&call);
        call_print(&call, stdout);
    }
}

void edge(void)
{
    lengths();
    contents();
    addresses();
    every_probe(0);
    every_probe(1);
}

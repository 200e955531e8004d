/* Fires single probes with values that are told on standard input, a line each, and answers each line with "ok". */
#define _SDT_HAS_SEMAPHORES 1
#include <sys/sdt.h>
#include <sys/mman.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SEMAPHORE(name) __attribute__((section(".probes"), used)) volatile unsigned short name##_semaphore
SEMAPHORE(h2o_receive_request_header);
SEMAPHORE(h2o_send_response_header);
SEMAPHORE(h2o_h1_accept);
SEMAPHORE(picotls_receive_message);
SEMAPHORE(demo_operands);

static char text[1 << 17], name_text[1 << 12];

static __attribute__((noinline)) void request_header(const char *name, size_t name_len, const char *value, size_t value_len)
{
    STAP_PROBE6(h2o, receive_request_header, 7, 1, name, name_len, value, value_len);
}

static __attribute__((noinline)) void response_header(const char *name, size_t name_len, const char *value, size_t value_len)
{
    STAP_PROBE6(h2o, send_response_header, 7, 1, name, name_len, value, value_len);
}

static __attribute__((noinline)) void accept_with(const char *uuid)
{
    STAP_PROBE4(h2o, h1_accept, 7, text, text, uuid);
}

static __attribute__((noinline)) void message(int type, const char *bytes, size_t len)
{
    STAP_PROBE5(picotls, receive_message, text, (unsigned char)type, bytes, len, 0);
}

/* every form of operand, at known registers: the notes are written by hand */
static __attribute__((noinline)) void operands(void)
{
    static const long table[] = {11, 0, 0, 0, -55, 0, 0, 0, 0, 22};
    register long r8 __asm__("r8") = 0x5500000000l - 70000;
    __asm__ volatile("990: nop\n"
                     ".pushsection .note.stapsdt,\"\",\"note\"\n .balign 4\n .4byte 992f-991f, 994f-993f, 3\n"
                     "991: .asciz \"stapsdt\"\n"
                     "992: .balign 4\n"
                     "993: .8byte 990b, _.stapsdt.base, demo_operands_semaphore\n"
                     " .asciz \"demo\"\n .asciz \"operands\"\n"
                     " .asciz \"8@8(%%rax,%%rdx,8) 8@-8(%%rax,%%rdx) -8@32(%%rax) -1@%%cl 1@%%cl -2@%%si 2@%%si -4@%%r8d 4@%%r8d"
                     " -4@$-9 -1@32(%%rax) 8@$18446744073709551615\"\n"
                     "994: .balign 4\n .popsection\n" ::"a"(table),
                     "d"(8l), "c"(0x11ff00fbl), "S"(0x7777fed4l), "r"(r8)
                     : "memory");
}

/* eight bytes that end where the memory ends */
static char *edge_of_memory(void)
{
    char *pages = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    munmap(pages + 4096, 4096);
    memcpy(pages + 4088, "edgewise", 8);
    return pages + 4088;
}

static void obey(const char *line)
{
    size_t a = 0, b = 0;
    char name[256], value[256];
    if (sscanf(line, "lengths %zu %zu", &a, &b) == 2) {
        memset(name_text, 'n', a);
        memset(text, 'v', b);
        request_header(name_text, a, text, b);
    } else if (sscanf(line, "request %255s %255s", name, value) == 2) {
        request_header(name, strlen(name), value, strlen(value));
    } else if (sscanf(line, "response %255s %255s", name, value) == 2) {
        response_header(name, strlen(name), value, strlen(value));
    } else if (sscanf(line, "nameless %255s", value) == 1) {
        request_header((const char *)16, 6, value, strlen(value));
    } else if (sscanf(line, "uuid %zu", &a) == 1) {
        memset(text, 'u', a);
        text[a] = '\0';
        accept_with(text);
    } else if (sscanf(line, "message %zu %zu", &a, &b) == 2) {
        memset(text, 'm', b);
        message((int)a, text, b);
    } else if (strcmp(line, "null\n") == 0) {
        request_header(NULL, 4, NULL, 0);
        accept_with(NULL);
    } else if (strcmp(line, "unreadable\n") == 0) {
        request_header("odd", 3, (const char *)16, 5);
        accept_with((const char *)16);
    } else if (strcmp(line, "edge\n") == 0) {
        request_header(edge_of_memory(), 8, edge_of_memory(), 8);
        request_header("beyond", 6, edge_of_memory(), 9);
    } else if (strcmp(line, "operands\n") == 0) {
        operands();
    }
}

int main(void)
{
    static char line[1024];
    setvbuf(stdout, NULL, _IOLBF, 0);
    while (fgets(line, sizeof(line), stdin) != NULL) {
        obey(line);
        puts("ok");
    }
    return 0;
}

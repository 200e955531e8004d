/* A program of its own with probes: fires as many orders as each line that it reads says, always the same ones. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/sdt.h>

static const char *const paths[] = {"/index.html", "/api/users", "<img src=x onerror=alert(1)>", "\xe2\x80\xaegpj.exe"};

int main(void)
{
    char line[64];
    puts("ready");
    fflush(stdout);
    while (fgets(line, sizeof(line), stdin) != NULL) {
        long orders = atol(line);
        for (long i = 0; i < orders; i++) {
            long size = (i * i) % 1000;
            DTRACE_PROBE3(shop, order, i, size, paths[i % 4]);
            if (i % 10 == 0)
                DTRACE_PROBE1(shop, paid, size * 2);
        }
    }
    return 0;
}

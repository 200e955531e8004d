#include "options.h"
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "probes.h"

static const char usage[] = "Usage: h2o-standin [OPTION]…\n"
                            "A stand-in for H2O: its probes, played without its work.\n\n"
                            "  --port N             answer HTTP/1.1 on 127.0.0.1:N as well; 0 chooses a port\n"
                            "  --threads N          worker threads (1)\n"
                            "  --seed N             the same seed plays the same (1)\n"
                            "  --rate N             events a second over all threads; 0: as fast as can (0)\n"
                            "  --events N           end after so many events, finishing what is under way\n"
                            "  --requests N         end after so many requests\n"
                            "  --duration SECONDS   end after so long\n"
                            "  --mix h1:50,h2:30,h3:20  the shares of connections\n"
                            "  --wait               begin at SIGUSR1, or once a tracer has raised the semaphores\n"
                            "  --linger             stay until SIGTERM after the summary\n"
                            "  --stdin              its first byte is as SIGUSR1, its end as SIGTERM\n"
                            "  --demo               for ever, gently, in real time, with a server\n"
                            "  --edge               odd header values, then every probe once with values to recognise\n"
                            "  --spin N             fire one probe N times and tell the CPU time of it\n"
                            "  --spin-probe NAME    which (h2o:receive_request_header)\n"
                            "It prints {\"pid\", \"port\"} on a line at its start, and what it fired on a line at its end.\n";

enum { PORT, THREADS, SEED, RATE, EVENTS, REQUESTS, DURATION, MIX, WAIT, LINGER, STDIN, DEMO, EDGE, SPIN, SPIN_PROBE, HELP };

static const struct option names[] = {
    {"port", 1, 0, PORT},
    {"threads", 1, 0, THREADS},
    {"seed", 1, 0, SEED},
    {"rate", 1, 0, RATE},
    {"events", 1, 0, EVENTS},
    {"requests", 1, 0, REQUESTS},
    {"mix", 1, 0, MIX},
    {"wait", 0, 0, WAIT},
    {"duration", 1, 0, DURATION},
    {"linger", 0, 0, LINGER},
    {"stdin", 0, 0, STDIN},
    {"demo", 0, 0, DEMO},
    {"edge", 0, 0, EDGE},
    {"spin", 1, 0, SPIN},
    {"help", 0, 0, HELP},
    {"spin-probe", 1, 0, SPIN_PROBE},
    {0, 0, 0, 0},
};

static _Noreturn void wrong(const char *what, const char *value)
{
    fprintf(stderr, "h2o-standin: %s: %s; see --help\n", value, what);
    exit(2);
}

static uint64_t number(const char *text)
{
    char *end;
    uint64_t value = strtoull(text, &end, 10);
    if (*text < '0' || *text > '9' || *end != '\0')
        wrong("not a number", text);
    return value;
}

static void parse_mix(struct options *options, const char *text)
{
    memset(options->mix, 0, sizeof(options->mix));
    for (const char *part = text; part != NULL; part = strchr(part, ',')) {
        int version, share;
        part += *part == ',';
        if (sscanf(part, "h%d:%d", &version, &share) != 2 || version < 1 || version > 3 || share < 0)
            wrong("not a mix such as h1:50,h2:30,h3:20", text);
        options->mix[version - 1] = share;
    }
    if (options->mix[0] + options->mix[1] + options->mix[2] == 0)
        wrong("a mix of nothing", text);
}

static void set(struct options *options, int name, const char *value)
{
    switch (name) {
    case PORT:
        options->port = number(value) & 0xffff;
        break;
    case THREADS:
        options->threads = number(value);
        break;
    case SEED:
        options->seed = number(value);
        break;
    case RATE:
        options->rate = number(value);
        break;
    case EVENTS:
        options->events = number(value);
        break;
    case REQUESTS:
        options->requests = number(value);
        break;
    case DURATION:
        options->seconds = number(value);
        break;
    case MIX:
        parse_mix(options, value);
        break;
    case SPIN:
        options->spin = number(value);
        break;
    case SPIN_PROBE:
        options->spin_probe = value;
        break;
    case WAIT:
        options->wait = 1;
        break;
    case LINGER:
        options->linger = 1;
        break;
    case STDIN:
        options->follow_stdin = 1;
        break;
    case DEMO:
        options->demo = 1;
        break;
    case EDGE:
        options->edge = 1;
        break;
    case HELP:
        fputs(usage, stdout);
        exit(0);
    default:
        exit(2);
    }
}

struct options options_parse(int argc, char **argv)
{
    struct options options = {.port = -1, .threads = 1, .seed = 1, .mix = {50, 30, 20}, .spin_probe = "h2o:receive_request_header"};
    for (int name; (name = getopt_long(argc, argv, "", names, NULL)) != -1;)
        set(&options, name, optarg);
    if (optind != argc)
        wrong("not an option", argv[optind]);
    if (options.threads < 1 || options.threads > 64)
        wrong("not between 1 and 64", "--threads");
    if (options.demo && options.port < 0)
        options.port = 0;
    return options;
}

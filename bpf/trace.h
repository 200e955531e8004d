/* The wire format of one event and the attached sites: the contract between trace.bpf.c and Java (trace.Decoder, source).
 * Everything is little endian, records are 8-byte aligned in a BPF ring buffer. */
#ifndef HYDROSCOPE_TRACE_H
#define HYDROSCOPE_TRACE_H

#define MAX_ARGUMENTS 12
#define MAX_SITES 1024
#define MAX_PROBES 512

/* what to do with one argument */
enum kind {
    KIND_INT = 0,     /* slot: the value, sign-extended by its size; pointers too */
    KIND_STRING = 1,  /* NUL-terminated, at most `length` bytes (0: the session's limit) */
    KIND_BYTES = 2,   /* its length is argument `length_argument`, or `length` where that is NO_ARGUMENT */
    KIND_SOCKADDR = 3,/* 16 bytes of AF_INET, 28 of AF_INET6, 2 (the family) of another */
    KIND_STREAM = 4,  /* a quicly stream; slot: the int64 at +8, its id */
    KIND_WITHHELD = 5,/* never read; slot: SLOT_WITHHELD, original length where a length argument tells it */
    KIND_HELLO = 6,   /* as KIND_BYTES (up to 4 KiB whatever the limit) where argument 1 is 1, a ClientHello; else withheld */
};

/* a slot of a text-like argument: captured length | flags << 16 | original length << 32 */
#define SLOT_WITHHELD 0x010000ull   /* not read, on purpose */
#define SLOT_UNREADABLE 0x020000ull /* the memory could not be read */
#define SLOT_CUT 0x040000ull        /* longer than what is here; the original length may be unknown (0xffffffff) */
#define SLOT_NULL 0x080000ull       /* a null pointer */

struct record {
    __u64 at;    /* CLOCK_MONOTONIC ns */
    __u32 pid;   /* tgid, as /proc shows it to Hydroscope */
    __u32 tid;
    __u32 seq;   /* of this thread, counting what was lost too: a gap is a loss */
    __u16 site;  /* index in the attached sites */
    __u16 count; /* of the slots */
    __u64 slots[]; /* then the bytes of the text-like arguments in order, unpadded */
};

#endif

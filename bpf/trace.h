/* The wire format of one event and the tables of the attached sites: the contract between trace.bpf.c and Java (bpf.Layout,
 * trace.Decoder). Everything is little endian; records are 8-byte aligned in a BPF ring buffer, without slack. */
#ifndef HYDROSCOPE_TRACE_H
#define HYDROSCOPE_TRACE_H

#define MAX_ARGUMENTS 12
#define MAX_VALUE 8192              /* the highest limit a session may set */
#define MAX_TEXT (MAX_VALUE + 1024) /* of all text-like arguments of one event together */
#define MAX_NAME 64                 /* header names longer than this match no list */
#define NO_ARGUMENT 0xff

/* what to do with one argument */
enum kind {
    KIND_INT = 0,      /* slot: the value, sign-extended by its size; pointers too; 0 where it could not be read */
    KIND_STRING = 1,   /* NUL-terminated, at most `length` bytes (0: the session's limit) */
    KIND_BYTES = 2,    /* its length is argument `length_argument`, or `length` where that is NO_ARGUMENT */
    KIND_SOCKADDR = 3, /* 16 bytes of AF_INET, 28 of AF_INET6, 2 (the family) of another */
    KIND_STREAM = 4,   /* a quicly stream; slot: the int64 at +8, its id; -1 where it could not be read */
    KIND_WITHHELD = 5, /* never read; slot: SLOT_WITHHELD, original length where a length argument tells it */
    KIND_HELLO = 6,    /* as KIND_BYTES (up to 4 KiB whatever the limit) where argument 1 is 1, a ClientHello; else withheld */
};

/* whose memory a text-like argument points to */
enum space {
    SPACE_USER = 0,
    SPACE_KERNEL = 1,
};

/* a slot of a text-like argument: captured length | flags << 16 | original length << 32 */
#define SLOT_WITHHELD 0x010000ull   /* not read, on purpose */
#define SLOT_UNREADABLE 0x020000ull /* the memory could not be read */
#define SLOT_CUT 0x040000ull        /* longer than what is here; the original length may be unknown (0xffffffff) */
#define SLOT_NULL 0x080000ull       /* a null pointer */

struct record {
    __u64 at;  /* CLOCK_MONOTONIC ns */
    __u32 pid; /* tgid, as /proc shows it to Hydroscope */
    __u32 tid;
    __u32 seq;   /* of this thread, counting what was lost too: a gap is a loss */
    __u16 site;  /* index in the attached sites */
    __u16 count; /* of the slots */
    /* then count slots of 8 bytes, then the bytes of the text-like arguments in order, unpadded */
};

/* how an operand is found */
enum form {
    FORM_REGISTER = 0, /* register */
    FORM_CONSTANT = 1, /* value */
    FORM_MEMORY = 2,   /* size bytes at register + value */
    FORM_INDEXED = 3,  /* size bytes at register + index * scale + value */
    /* of a kernel tracepoint's record */
    FORM_FIELD = 4,   /* size bytes at value */
    FORM_PLACE = 5,   /* the address of what stands at value */
    FORM_DYNAMIC = 6, /* the address of what the __data_loc at value tells, moved on by scale: a __rel_loc counts from its end */
};

struct argument {
    __u8 kind;
    __u8 form;
    __u8 size; /* 1, 2, 4 or 8 bytes */
    __u8 is_signed;
    __u8 reg;             /* the index of its 64-bit word in pt_regs */
    __u8 index;           /* likewise */
    __u8 length_argument; /* or NO_ARGUMENT */
    __u8 space;           /* enum space */
    __u32 length;
    __u32 scale;
    __s64 value;
};

/* what else a site tells of connections; all of it only for sampling */
enum role {
    ROLE_NONE = 0,
    ROLE_TLS_OPEN = 1, /* a TLS session begins; `key` is its pointer */
    ROLE_QUIC_OPEN =
        2, /* a QUIC connection begins where argument `zero` is 0 (or is NO_ARGUMENT), adopting the thread's TLS session */
    ROLE_BRIDGE = 3,   /* a QUIC connection (argument `other`) gets its number (`key`) */
    ROLE_TCP_OPEN = 4, /* a TCP connection (`key`) on a socket (`other`) begins */
};

/* what kind of identity `key` is */
enum identity {
    IDENTITY_NONE = 0, /* the decision is that of the thread's latest event that had one */
    IDENTITY_NUMBER = 1,
    IDENTITY_QUIC = 2,
    IDENTITY_TLS = 3,
    IDENTITY_SOCKET = 4,
    IDENTITY_ADDRESS = 5, /* of a peer, a sockaddr */
};

/* what becomes of a hit */
enum measure {
    MEASURE_NONE = 0,      /* it is delivered */
    MEASURE_COUNT = 1,     /* it is counted only */
    MEASURE_HISTOGRAM = 2, /* argument `measured` adds to the probe's histogram */
    MEASURE_BEGIN = 3,     /* what has the same `by` begins */
    MEASURE_END = 4,       /* and ends: the nanoseconds between add to the probe's histogram */
    MEASURE_VALUES = 5,    /* it is counted by the value of argument `measured` */
};

#define BUCKETS 66 /* below 0, 0, 1, 2 to 3, 4 to 7 and so on to 2^63 and more */

/* behind the histograms: what none of them tells */
enum unpaired {
    UNPAIRED_END = 0,     /* an end without a begin */
    UNPAIRED_BEGIN = 1,   /* a begin that came again before its end */
    UNPAIRED_NO_ROOM = 2, /* more at once than are kept; more values than are counted */
    UNPAIRED = 3,
};

#define HISTOGRAM_ROW (BUCKETS + 1 + UNPAIRED) /* after the buckets the sum */

struct site {
    __u32 probe;
    __u8 count;
    __u8 text_count;
    __u8 silent; /* attached only for its role: counted and delivered never */
    __u8 role;
    __u8 identity;
    __u8 key;
    __u8 other;
    __u8 zero;
    __u8 header; /* 0: none; 1: a request's; 2: a response's */
    __u8 name;   /* of a header: the argument that is its name, and the one that is its value */
    __u8 name_value;
    __u8 join;                 /* bits: on the thread's TCP socket this is told of, once a bit, before the event itself */
    __u8 texts[MAX_ARGUMENTS]; /* the text-like arguments, in order */
    __u8 measure;              /* enum measure */
    __u8 measured;             /* an argument */
    __u8 by;                   /* an argument; NO_ARGUMENT: the thread */
    __u8 pair;                 /* of a begin and its end: the same number */
    struct argument arguments[MAX_ARGUMENTS];
};

/* the session's choice, constant to the verifier: what is not asked for is dead code */
struct options {
    __u32 pid;      /* 0: every process */
    __u32 pid_mode; /* enum pid_mode */
    __u64 namespace_dev;
    __u64 namespace_inode;
    __u32 value_limit;
    __u32 sample; /* connections kept of 2^32 - 1; that many: all */
    __u64 seed;
    __u32 probes; /* the counters' row length */
    __u32 names;  /* bits of enum name_flag that any name has */
    __u32 tcp;    /* the first of the sites in the order of enum tcp_site; 0xffffffff: TCP is not followed */
    __u32 tcp_of; /* enum tcp_of */
    __u32 inner_pid;
    __u32 pad;
};

/* the sites of provider `tcp`, which no address has (bpf/probes/tcp.probes) */
enum tcp_site { TCP_OPEN = 0, TCP_JOIN = 1, TCP_SAMPLE = 2, TCP_CLOSE = 3, TCP_SITES = 4 };

/* whose TCP connections are followed */
enum tcp_of {
    TCP_OF_TARGET = 0,  /* those that the traced process accepts or reads */
    TCP_OF_MACHINE = 1, /* all of them, from when they are established */
    TCP_OF_JOINED = 2,  /* those that a kept event was on: connections are sampled */
};

enum pid_mode {
    PID_GLOBAL = 0,    /* we live in the first pid namespace */
    PID_NAMESPACE = 1, /* target and we share another one */
    PID_GIVEN = 2,     /* the target is in another one, where it is inner_pid; to us it is pid */
};

enum name_flag {
    NAME_KEEP_REQUEST = 1,
    NAME_KEEP_RESPONSE = 2,
    NAME_WITHHOLD = 4,
};

struct counters {
    __u64 hits;
    __u64 filtered;
    __u64 sampled_out;
    __u64 lost;
};

#endif

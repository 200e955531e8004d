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
};

struct argument {
    __u8 kind;
    __u8 form;
    __u8 size; /* 1, 2, 4 or 8 bytes */
    __u8 is_signed;
    __u8 reg;             /* the index of its 64-bit word in pt_regs */
    __u8 index;           /* likewise */
    __u8 length_argument; /* or NO_ARGUMENT */
    __u8 pad;
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
    __u8 pad;
    __u8 texts[16]; /* the text-like arguments, in order */
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
};

enum pid_mode {
    PID_GLOBAL = 0,    /* we live in the first pid namespace */
    PID_NAMESPACE = 1, /* target and we share another one */
    PID_GIVEN = 2,     /* the link filters; the pid is options.pid, whatever namespaces say */
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

/* The maps, the state of a thread, and how an operand's value is fetched. */
#ifndef HYDROSCOPE_THREAD_BPF_H
#define HYDROSCOPE_THREAD_BPF_H

#include <linux/bpf.h>
#include <linux/ptrace.h>
#include <bpf/bpf_helpers.h>
#include "trace.h"

#define WORDS 64 /* of a thread's copy of its registers; more than any architecture has */
#define KEEP_ALL 0xffffffff
#define NO_TCP 0xffffffff
#define AF_INET 2
#define AF_INET6 10

#if defined(__TARGET_ARCH_arm64)
typedef struct user_pt_regs registers;
#else
typedef struct pt_regs registers;
#endif

/* A thread's scratch and state. One that belongs to the thread can be overwritten by no other, however it is preempted, and it
 * leaves the ring without the slack of a reservation made before the lengths are known. */
struct thread {
    __u32 seq;
    __u32 foreign;  /* of a process that is not traced */
    __u32 known;    /* the fields above are set */
    __u32 decision; /* of the latest connection here: 1 keep, 0 leave out */
    __u32 tls_decision;
    __u32 tls_open; /* the latest TLS session here belongs to no QUIC connection yet */
    __u32 used;     /* bytes of data */
    __u32 busy;     /* a program is using it */
    __u64 sk;       /* the TCP socket which it accepted or read last; 0 where it has read another one since */
    __u64 tcp;      /* the number of the connection on it; 0 where none is followed */
    __u64 context;  /* the address of what the program was called with */
    __u64 words[WORDS];
    struct record record;
    union {
        __u64 slots[MAX_ARGUMENTS];
        __u8 data[8 * MAX_ARGUMENTS + MAX_TEXT + MAX_VALUE + 8]; /* the last value's room is for the verifier's arithmetic */
    };
};

struct identified {
    __u32 pid;
    __u32 identity;
    __u64 key;
};

const volatile struct options options = {.sample = KEEP_ALL, .value_limit = 1024, .probes = 2, .tcp = NO_TCP};

struct {
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, 1 << 20);
} ring SEC(".maps");

struct {
    __uint(type, BPF_MAP_TYPE_TASK_STORAGE);
    __uint(map_flags, BPF_F_NO_PREALLOC);
    __type(key, int);
    __type(value, struct thread);
} threads SEC(".maps");

struct {
    __uint(type, BPF_MAP_TYPE_ARRAY);
    __uint(max_entries, 1);
    __type(key, __u32);
    __type(value, struct site);
} sites SEC(".maps");

/* a row for each CPU */
struct {
    __uint(type, BPF_MAP_TYPE_ARRAY);
    __uint(map_flags, BPF_F_MMAPABLE);
    __uint(max_entries, 2);
    __type(key, __u32);
    __type(value, struct counters);
} counters SEC(".maps");

/* 1: on */
struct {
    __uint(type, BPF_MAP_TYPE_ARRAY);
    __uint(max_entries, 1);
    __type(key, __u32);
    __type(value, __u32);
} power SEC(".maps");

/* lower case, padded with zeros, to enum name_flag */
struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 1);
    __type(key, __u8[MAX_NAME]);
    __type(value, __u32);
} names SEC(".maps");

/* whether a connection is kept, where its number alone does not tell */
struct {
    __uint(type, BPF_MAP_TYPE_LRU_HASH);
    __uint(max_entries, 1);
    __type(key, struct identified);
    __type(value, __u32);
} decisions SEC(".maps");

struct who {
    __u32 pid;
    __u32 tid;
};

/* Tells who runs, by the numbers that /proc shows us (0: it shows it not), and answers whether that is traced. */
static __always_inline int ours(struct who *who)
{
    __u64 both = bpf_get_current_pid_tgid();
    who->pid = both >> 32;
    who->tid = both;
    if (options.pid_mode != PID_GLOBAL) {
        struct bpf_pidns_info info = {};
        if (bpf_get_ns_current_pid_tgid(options.namespace_dev, options.namespace_inode, &info, sizeof(info)) != 0)
            info.tgid = info.pid = 0;
        who->pid = options.pid_mode == PID_NAMESPACE ? info.tgid : info.tgid == options.inner_pid ? options.pid : 0;
        who->tid = info.pid;
    }
    return options.pid == 0 || who->pid == options.pid;
}

static __always_inline void know(struct thread *thread)
{
    struct who who;
    thread->foreign = !ours(&who);
    thread->record.pid = who.pid;
    thread->record.tid = who.tid;
    thread->known = 1;
}

static __always_inline struct thread *current_thread(void)
{
    struct thread *thread = bpf_task_storage_get(&threads, bpf_get_current_task_btf(), 0, BPF_LOCAL_STORAGE_GET_F_CREATE);
    if (thread && !thread->known)
        know(thread);
    return thread;
}

static __always_inline __u64 extend(__u64 value, const struct argument *argument)
{
    __u32 spare = (64 - 8 * argument->size) & 63;
    value <<= spare;
    return argument->is_signed ? (__u64)((__s64)value >> spare) : value >> spare;
}

/* Of the tracepoint's record, whose beginning the words are; beyond them only the address can tell. */
static __always_inline __u64 field(struct thread *thread, const struct argument *argument)
{
    __u64 at = thread->context + argument->value;
    if (argument->form == FORM_PLACE)
        return at;
    __u64 value = 0;
    __u32 size = argument->form == FORM_DYNAMIC ? 4 : argument->size & 15;
    if (size > 8 || bpf_probe_read_kernel(&value, size, (void *)at) != 0)
        return 0;
    return argument->form == FORM_DYNAMIC ? thread->context + (value & 0xffff) + argument->scale : extend(value, argument);
}

/* The operand's value, whatever its kind. */
static __always_inline __u64 fetch(struct thread *thread, const struct argument *argument)
{
    __u32 form = argument->form;
    if (form == FORM_CONSTANT)
        return argument->value;
    if (form >= FORM_FIELD)
        return field(thread, argument);
    __u64 at = thread->words[argument->reg & (WORDS - 1)];
    if (form == FORM_REGISTER)
        return argument->size == 8 ? at : extend(at, argument);
    at += argument->value;
    if (form == FORM_INDEXED)
        at += thread->words[argument->index & (WORDS - 1)] * argument->scale;
    __u64 value = 0;
    if (argument->size == 8) {
        bpf_probe_read_user(&value, 8, (void *)at);
        return value;
    }
    bpf_probe_read_user(&value, argument->size & 7, (void *)at);
    return extend(value, argument);
}

#endif

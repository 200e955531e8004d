/* The life of TCP connections, from the kernel's own tracepoints: who accepted or read a socket last tells whose it is, its end
 * how it went. Only sockets that are followed cost more than a look into a map. */
#ifndef HYDROSCOPE_TCP_BPF_H
#define HYDROSCOPE_TCP_BPF_H

#include "thread.bpf.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_tracing.h>

#define IPPROTO_TCP 6
#define STATE_ESTABLISHED 1
#define STATE_SYN_SENT 2
#define STATE_FIN_WAIT1 4
#define STATE_CLOSE 7
#define STATE_LAST_ACK 9
#define COMMAND 16

#define KERNEL_TYPE __attribute__((preserve_access_index))

struct in6_address {
    __u8 bytes[16];
};

struct sock_common {
    __u32 skc_daddr;
    __u32 skc_rcv_saddr;
    __u16 skc_dport;
    __u16 skc_num;
    __u16 skc_family;
    unsigned char skc_state;
    struct in6_address skc_v6_daddr;
    struct in6_address skc_v6_rcv_saddr;
} KERNEL_TYPE;

struct sock {
    struct sock_common __sk_common;
    __u16 sk_protocol;
    int sk_err;
} KERNEL_TYPE;

struct minmax_sample {
    __u32 t;
    __u32 v;
} KERNEL_TYPE;

struct minmax {
    struct minmax_sample s[3];
} KERNEL_TYPE;

struct tcp_sock {
    __u64 bytes_received;
    __u64 bytes_acked;
    __u64 bytes_sent;
    __u32 total_retrans;
    __u32 srtt_us;
    struct minmax rtt_min;
    __u32 snd_cwnd;
} KERNEL_TYPE;

struct socket {
    struct sock *sk;
} KERNEL_TYPE;

struct file {
    void *private_data;
} KERNEL_TYPE;

struct fdtable {
    unsigned int max_fds;
    struct file **fd;
} KERNEL_TYPE;

struct files_struct {
    struct fdtable *fdt;
} KERNEL_TYPE;

struct task_struct {
    struct files_struct *files;
} KERNEL_TYPE;

/* one that is followed */
struct followed {
    __u64 number; /* of this capture: neither a pointer, which tells of the kernel, nor ever another connection's */
    __u64 began;  /* 0: before the capture */
    __u32 pid;    /* 0: nobody known to have it yet */
    __u32 tid;
    __u32 role;     /* 1: it was accepted, 2: it connected, 0: unknown */
    __u32 accepted; /* the accept itself was seen */
    __u32 joined;   /* bits of struct site's join */
    __u32 opened;   /* told of */
    __u64 received; /* as of the latest sample */
    __u64 acked;
    char command[COMMAND];
};

__u64 latest_number = 0;

struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(map_flags, BPF_F_NO_PREALLOC);
    __uint(max_entries, 1);
    __type(key, __u64);
    __type(value, struct followed);
} sockets SEC(".maps");

/* Makes a record of so many slots and bytes after them; its owner submits it. */
static __always_inline __u64 *tcp_begin(__u32 which, __u32 slots, __u32 bytes, const struct followed *socket)
{
    __u32 index = options.tcp + which;
    const struct site *site = bpf_map_lookup_elem(&sites, &index);
    if (!site || site->silent)
        return 0;
    __u32 cell = bpf_get_smp_processor_id() * options.probes + site->probe;
    struct counters *count = bpf_map_lookup_elem(&counters, &cell);
    if (!count)
        return 0;
    __sync_fetch_and_add(&count->hits, 1);
    struct record *out = bpf_ringbuf_reserve(&ring, sizeof(*out) + 8 * slots + bytes, 0);
    if (!out) {
        __sync_fetch_and_add(&count->lost, 1);
        return 0;
    }
    out->at = bpf_ktime_get_ns();
    out->pid = socket->pid;
    out->tid = socket->tid;
    out->seq = 0;
    out->site = index;
    out->count = slots;
    __u64 *slot = (__u64 *)(out + 1);
    slot[0] = socket->number;
    return slot;
}

static __always_inline void tcp_end(__u64 *slots)
{
    bpf_ringbuf_submit((struct record *)slots - 1, BPF_RB_NO_WAKEUP);
}

struct address {
    __u16 family;
    __u16 port; /* network order */
    __u32 ipv4; /* of IPv6: the flow label, which stays 0 */
    __u8 ipv6[16];
    __u32 scope;
} __attribute__((packed));

static __always_inline __u64 age_of(const struct followed *socket)
{
    return socket->began ? bpf_ktime_get_ns() - socket->began : -1;
}

/* Both addresses take as much room in the record, whatever the family: of IPv4 the second begins where the first ends. */
static __always_inline void tcp_open(struct sock *sk, struct followed *socket)
{
    socket->opened = 1;
    __u64 *slots = tcp_begin(TCP_OPEN, 6, 2 * sizeof(struct address), socket);
    if (!slots)
        return;
    struct address local = {}, peer = {};
    local.family = peer.family = BPF_CORE_READ(sk, __sk_common.skc_family);
    local.port = bpf_htons(BPF_CORE_READ(sk, __sk_common.skc_num));
    peer.port = BPF_CORE_READ(sk, __sk_common.skc_dport);
    __u8 *texts = (__u8 *)(slots + 6);
    if (local.family == AF_INET) {
        local.ipv4 = BPF_CORE_READ(sk, __sk_common.skc_rcv_saddr);
        peer.ipv4 = BPF_CORE_READ(sk, __sk_common.skc_daddr);
        __builtin_memcpy(texts, &local, 16);
        __builtin_memcpy(texts + 16, &peer, 16);
        slots[1] = slots[2] = 16 | 16ull << 32;
    } else {
        BPF_CORE_READ_INTO(&local.ipv6, sk, __sk_common.skc_v6_rcv_saddr);
        BPF_CORE_READ_INTO(&peer.ipv6, sk, __sk_common.skc_v6_daddr);
        __builtin_memcpy(texts, &local, 28);
        __builtin_memcpy(texts + 28, &peer, 28);
        slots[1] = slots[2] = 28 | 28ull << 32;
    }
    slots[3] = age_of(socket);
    slots[4] = socket->role;
    slots[5] = socket->accepted;
    tcp_end(slots);
}

static __always_inline void tcp_numbers(__u64 *slots, const struct tcp_sock *tcp)
{
    slots[1] = BPF_CORE_READ(tcp, bytes_received);
    slots[2] = BPF_CORE_READ(tcp, bytes_acked);
    slots[3] = BPF_CORE_READ(tcp, bytes_sent);
    slots[4] = BPF_CORE_READ(tcp, total_retrans);
    slots[5] = BPF_CORE_READ(tcp, srtt_us) >> 3;
    slots[6] = BPF_CORE_READ(tcp, rtt_min.s[0].v);
    slots[7] = BPF_CORE_READ(tcp, snd_cwnd);
}

static __always_inline void tcp_close(struct sock *sk, struct followed *socket, int state)
{
    if (!socket->opened)
        tcp_open(sk, socket);
    __u64 *slots = tcp_begin(TCP_CLOSE, 12, COMMAND, socket);
    if (!slots)
        return;
    tcp_numbers(slots, (const struct tcp_sock *)sk);
    slots[8] = age_of(socket);
    slots[9] = state;
    slots[10] = BPF_CORE_READ(sk, sk_err);
    __builtin_memcpy(slots + 12, socket->command, COMMAND);
    __u64 length = 0;
    while (length < COMMAND && socket->command[length])
        length++;
    slots[11] = length | length << 32;
    tcp_end(slots);
}

/* It is this task's. */
static __always_inline void tcp_own(struct followed *socket, const struct thread *thread)
{
    socket->pid = thread->record.pid;
    socket->tid = thread->record.tid;
    bpf_get_current_comm(socket->command, COMMAND);
}

static __always_inline struct followed *tcp_follow(struct sock *sk, __u64 began, __u32 role)
{
    __u64 key = (__u64)sk;
    struct followed fresh = {.number = __sync_fetch_and_add(&latest_number, 1) + 1, .began = began, .role = role};
    if (bpf_map_update_elem(&sockets, &key, &fresh, BPF_ANY) != 0)
        return 0;
    return bpf_map_lookup_elem(&sockets, &key);
}

static __always_inline int powered(void)
{
    __u32 zero = 0;
    __u32 *on = bpf_map_lookup_elem(&power, &zero);
    return on && *on;
}

static __always_inline int is_tcp(struct sock *sk)
{
    __u16 family = BPF_CORE_READ(sk, __sk_common.skc_family);
    return BPF_CORE_READ(sk, sk_protocol) == IPPROTO_TCP && (family == AF_INET || family == AF_INET6);
}

/* A change of state. The end of a socket's life may come in any task: whose it is was kept. */
SEC("raw_tp/inet_sock_set_state")
int tcp_state(struct bpf_raw_tracepoint_args *context)
{
    struct sock *sk = (struct sock *)context->args[0];
    int before = context->args[1], after = context->args[2];
    if (!powered())
        return 0;
    __u64 key = (__u64)sk;
    struct followed *socket = bpf_map_lookup_elem(&sockets, &key);
    if (after == STATE_CLOSE) {
        if (socket && (options.tcp_of != TCP_OF_JOINED || socket->joined))
            tcp_close(sk, socket, before);
        bpf_map_delete_elem(&sockets, &key);
        return 0;
    }
    if (options.tcp_of != TCP_OF_MACHINE || !is_tcp(sk))
        return 0;
    if (after == STATE_SYN_SENT)
        socket = tcp_follow(sk, 0, 2);
    else if (after == STATE_ESTABLISHED && !socket)
        socket = tcp_follow(sk, bpf_ktime_get_ns(), 1);
    if (!socket)
        return 0;
    if (after == STATE_ESTABLISHED && !socket->began)
        socket->began = bpf_ktime_get_ns();
    if (!socket->pid && (after == STATE_SYN_SENT || after == STATE_LAST_ACK || after == STATE_FIN_WAIT1)) {
        struct thread *thread = current_thread();
        if (thread)
            tcp_own(socket, thread);
    }
    return 0;
}

/* A thread has read a socket: what it does next is about that one. */
SEC("raw_tp/sock_recv_length")
int tcp_receive(struct bpf_raw_tracepoint_args *context)
{
    struct sock *sk = (struct sock *)context->args[0];
    int length = context->args[1];
    struct thread *thread =
        options.tcp_of == TCP_OF_MACHINE ? current_thread() : bpf_task_storage_get(&threads, bpf_get_current_task_btf(), 0, 0);
    if (!thread || !thread->known || thread->foreign || length <= 0)
        return 0;
    if (!is_tcp(sk)) {
        thread->sk = 0;
        return 0;
    }
    thread->sk = (__u64)sk;
    __u64 key = (__u64)sk;
    struct followed *socket = bpf_map_lookup_elem(&sockets, &key);
    if (!socket)
        socket = tcp_follow(sk, 0, 0);
    if (socket && !socket->pid)
        tcp_own(socket, thread);
    return 0;
}

/* accept4 of the traced process's C library returns. */
SEC("uprobe")
int tcp_accept(struct pt_regs *context)
{
    int fd = PT_REGS_RC(context);
    struct thread *thread = current_thread();
    if (!powered() || !thread || thread->foreign || fd < 0)
        return 0;
    struct task_struct *task = (struct task_struct *)bpf_get_current_task();
    struct fdtable *table = BPF_CORE_READ(task, files, fdt);
    struct file **files = BPF_CORE_READ(table, fd), *file = 0;
    if ((__u32)fd >= BPF_CORE_READ(table, max_fds) || bpf_probe_read_kernel(&file, sizeof(file), files + fd) != 0)
        return 0;
    struct socket *held = BPF_CORE_READ(file, private_data);
    struct sock *sk = BPF_CORE_READ(held, sk);
    thread->sk = 0;
    if (!sk || !is_tcp(sk))
        return 0;
    thread->sk = (__u64)sk;
    struct followed *socket = tcp_follow(sk, bpf_ktime_get_ns(), 1);
    if (!socket)
        return 0;
    socket->accepted = 1;
    tcp_own(socket, thread);
    if (options.tcp_of != TCP_OF_JOINED)
        tcp_open(sk, socket);
    return 0;
}

static long sample_one(void *map, __u64 *key, struct followed *socket, void *unused)
{
    (void)map, (void)unused;
    struct sock *sk = (struct sock *)*key;
    __u64 received = BPF_CORE_READ((struct tcp_sock *)sk, bytes_received);
    __u64 acked = BPF_CORE_READ((struct tcp_sock *)sk, bytes_acked);
    if (!socket->opened || (received == socket->received && acked == socket->acked))
        return 0;
    socket->received = received;
    socket->acked = acked;
    __u64 *slots = tcp_begin(TCP_SAMPLE, 8, 0, socket);
    if (slots) {
        tcp_numbers(slots, (struct tcp_sock *)sk);
        tcp_end(slots);
    }
    return 0;
}

/* Run each second: what the open ones have come to. */
SEC("syscall")
int tcp_sample(void *context)
{
    (void)context;
    bpf_for_each_map_elem(&sockets, sample_one, 0, 0);
    return 0;
}

/* Tells, once for each kind of site, on which socket the thread is that a site is hit on. */
static __always_inline void tcp_join(struct thread *thread, __u32 how)
{
    __u64 key = thread->sk;
    struct followed *socket = key ? bpf_map_lookup_elem(&sockets, &key) : 0;
    if (!socket || socket->joined & how)
        return;
    socket->joined |= how;
    if (!socket->opened)
        tcp_open((struct sock *)key, socket);
    __u64 *slots = tcp_begin(TCP_JOIN, 2, 0, socket);
    if (slots) {
        struct record *out = (struct record *)slots - 1;
        out->tid = thread->record.tid;
        slots[1] = how;
        tcp_end(slots);
    }
}

#endif

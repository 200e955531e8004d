/* What is told of TCP connections (bpf/probes/tcp.probes), read from the kernel's socket when it is told. A socket's memory is
 * used again for others, and so is a map's: what is told once is told under the connection's number, which nobody has twice. */
#ifndef HYDROSCOPE_TCP_RECORD_BPF_H
#define HYDROSCOPE_TCP_RECORD_BPF_H

#include "kernel.bpf.h"
#include "thread.bpf.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_endian.h>

#define IPPROTO_TCP 6
#define COMMAND 16
#define OPENED 0x80ull   /* beside the bits of struct site's join */
#define NUMBER_SHIFT 8   /* above them */
#define NEVER 0xffffffff /* rtt_min where no round trip was measured */
#define ROLE_ACCEPTED 1
#define ROLE_CONNECTED 2

enum state {
    STATE_ESTABLISHED = 1,
    STATE_SYN_SENT = 2,
    STATE_SYN_RECV = 3,
    STATE_CLOSE = 7,
    STATE_LISTEN = 10,
};

/* one that is followed */
struct followed {
    __u64 told;  /* its number << 8 (of this capture: a pointer would tell of the kernel), and bits of what was told of it */
    __u64 began; /* 0: before the capture */
    __u64 moved; /* the sum of what the latest sample told */
    __u32 pid;   /* 0: nobody known to have it yet */
    __u32 tid;
    __u32 role;     /* 0: nobody saw */
    __u32 accepted; /* the accept itself was seen */
    __u32 dead;     /* samples that found it closed, though its end was not met */
    char command[COMMAND];
};

__u64 latest_number = 0;

/* Allocated ahead: within a softirq memory may be short, and kernels before 6.1 refuse what allocates while it traces. */
struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 1);
    __type(key, __u64);
    __type(value, struct followed);
} sockets SEC(".maps");

/* the process whose open sockets are looked through */
struct {
    __uint(type, BPF_MAP_TYPE_ARRAY);
    __uint(max_entries, 1);
    __type(key, __u32);
    __type(value, __u32);
} seeding SEC(".maps");

struct address {
    __u16 family;
    __u16 port; /* network order */
    __u32 ipv4; /* of IPv6: the flow label, which stays 0 */
    __u8 ipv6[16];
    __u32 scope;
} __attribute__((packed));

static __always_inline struct counters *tcp_counters(const struct site *site)
{
    __u32 cell = bpf_get_smp_processor_id() * options.probes + site->probe;
    return bpf_map_lookup_elem(&counters, &cell);
}

/* Makes a record of so many slots and bytes after them; its owner submits it. */
static __always_inline __u64 *tcp_begin(__u32 which, __u32 slots, __u32 bytes, const struct followed *socket)
{
    __u32 index = options.tcp + which;
    const struct site *site = bpf_map_lookup_elem(&sites, &index);
    if (!site || site->silent)
        return 0;
    struct counters *count = tcp_counters(site);
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
    slot[0] = socket->told >> NUMBER_SHIFT;
    return slot;
}

static __always_inline void tcp_end(__u64 *slots)
{
    bpf_ringbuf_submit((struct record *)slots - 1, BPF_RB_NO_WAKEUP);
}

/* A connection for which the map has no room: it would have been told with an open. */
static __always_inline void tcp_lost(void)
{
    __u32 index = options.tcp + TCP_OPEN;
    const struct site *site = bpf_map_lookup_elem(&sites, &index);
    struct counters *count = site ? tcp_counters(site) : 0;
    if (!count || site->silent)
        return;
    __sync_fetch_and_add(&count->hits, 1);
    __sync_fetch_and_add(&count->lost, 1);
}

/* Whether that is still to be told of the connection of that number; answers so once, whoever else asks at the same time. */
static __always_inline int tell(struct followed *socket, __u64 number, __u64 bit)
{
    __u64 before = *(volatile __u64 *)&socket->told;
    return before >> NUMBER_SHIFT == number && !(before & bit) &&
           __sync_val_compare_and_swap(&socket->told, before, before | bit) == before;
}

static __always_inline __u64 number_of(const struct followed *socket)
{
    return *(volatile __u64 *)&socket->told >> NUMBER_SHIFT;
}

static __always_inline __u64 age_of(const struct followed *socket)
{
    return socket->began ? bpf_ktime_get_ns() - socket->began : -1;
}

static __always_inline __u8 state_of(struct sock *sk)
{
    return BPF_CORE_READ(sk, __sk_common.skc_state);
}

static __always_inline int is_tcp(struct sock *sk)
{
    __u16 family = BPF_CORE_READ(sk, __sk_common.skc_family);
    return BPF_CORE_READ(sk, sk_protocol) == IPPROTO_TCP && (family == AF_INET || family == AF_INET6);
}

/* Both addresses take as much room in the record, whatever the family: of IPv4 the second begins where the first ends. The local
 * port is taken from inet_sport: skc_num is given back before the kernel tells of the end. */
static __always_inline void tcp_open(struct sock *sk, struct followed *socket, __u64 age)
{
    __u64 *slots = tcp_begin(TCP_OPEN, 6, 2 * sizeof(struct address), socket);
    if (!slots)
        return;
    struct address local = {}, peer = {};
    local.family = peer.family = BPF_CORE_READ(sk, __sk_common.skc_family);
    local.port = BPF_CORE_READ((struct inet_sock *)sk, inet_sport);
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
    slots[3] = age;
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
    slots[6] = slots[6] == NEVER ? 0 : slots[6];
    slots[7] = BPF_CORE_READ(tcp, snd_cwnd);
}

static __always_inline void tcp_close(struct sock *sk, struct followed *socket, int state)
{
    if (tell(socket, number_of(socket), OPENED))
        tcp_open(sk, socket, age_of(socket));
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

#endif

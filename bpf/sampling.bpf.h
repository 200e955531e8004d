/* Which connections are kept. */
#ifndef HYDROSCOPE_SAMPLING_BPF_H
#define HYDROSCOPE_SAMPLING_BPF_H

#include "thread.bpf.h"

static __always_inline __u64 hash(__u64 value)
{
    value = (value ^ options.seed) * 0x9e3779b97f4a7c15ull;
    value = (value ^ value >> 32) * 0xd6e8feb86659fd93ull;
    return value ^ value >> 32;
}

static __always_inline __u32 chosen(__u64 value)
{
    return (__u32)hash(value) < options.sample;
}

static __always_inline __u32 decide(struct identified *who, __u32 decision)
{
    bpf_map_update_elem(&decisions, who, &decision, BPF_ANY);
    return decision;
}

static __always_inline __u64 address_key(__u64 pointer)
{
    struct {
        __u64 low, high, more;
    } address = {};
    if (bpf_probe_read_user(&address, 16, (void *)pointer) != 0)
        return 0;
    if ((__u16)address.low == AF_INET6)
        bpf_probe_read_user(&address.more, 8, (void *)(pointer + 16));
    else
        address.high = 0; /* the padding of a sockaddr_in */
    return hash(address.low) ^ hash(address.high + 1) ^ hash(address.more + 2);
}

/* One decision for all events of a connection: taken where it begins (or is first met), kept by its pointer, handed on to its
 * number when the bridge tells it. A pointer that begins anew is decided anew. */
static __always_inline __u32 keep(struct thread *thread, const struct site *site)
{
    __u32 key = site->key, identity = site->identity, role = site->role;
    if (identity == IDENTITY_NONE || key >= MAX_ARGUMENTS)
        return thread->decision;
    struct identified who = {thread->record.pid, identity, fetch(thread, &site->arguments[key])};
    if (identity == IDENTITY_ADDRESS)
        return chosen(address_key(who.key));
    if (role == ROLE_TLS_OPEN) {
        thread->tls_open = 1;
        return thread->decision = thread->tls_decision = decide(&who, chosen(bpf_get_prandom_u32()));
    }
    __u32 zero = site->zero;
    if (role == ROLE_QUIC_OPEN && (zero >= MAX_ARGUMENTS || fetch(thread, &site->arguments[zero]) == 0)) {
        __u32 adopts = thread->tls_open;
        thread->tls_open = 0;
        return thread->decision = decide(&who, adopts ? thread->tls_decision : chosen(bpf_get_prandom_u32()));
    }
    __u32 other = site->other;
    if ((role == ROLE_BRIDGE || role == ROLE_TCP_OPEN) && other < MAX_ARGUMENTS) {
        struct identified named = {who.pid, role == ROLE_BRIDGE ? IDENTITY_QUIC : IDENTITY_SOCKET,
                                   fetch(thread, &site->arguments[other])};
        if (role == ROLE_TCP_OPEN)
            return thread->decision = decide(&named, chosen(who.key ^ (__u64)who.pid << 40));
        __u32 *known = bpf_map_lookup_elem(&decisions, &named);
        return thread->decision = decide(&who, known ? *known : chosen(named.key));
    }
    __u32 *known = bpf_map_lookup_elem(&decisions, &who);
    if (known)
        return thread->decision = *known;
    if (identity == IDENTITY_NUMBER)
        return thread->decision = chosen(who.key ^ (__u64)who.pid << 40);
    return thread->decision = decide(&who, chosen(bpf_get_prandom_u32()));
}

#endif

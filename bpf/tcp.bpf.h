/* The life of TCP connections, from the kernel's own tracepoints: who connected, accepted or read a socket first tells whose it
 * is, its end how it went. Only sockets that are followed cost more than a look into a map. */
#ifndef HYDROSCOPE_TCP_BPF_H
#define HYDROSCOPE_TCP_BPF_H

#include "tcp_record.bpf.h"

/* It is this task's. */
static __always_inline void tcp_own(struct followed *socket, const struct who *who)
{
    socket->pid = who->pid;
    socket->tid = who->tid;
    bpf_get_current_comm(socket->command, COMMAND);
}

/* Whether connections of this task are followed. */
static __always_inline int tcp_ours(struct who *who)
{
    if (!ours(who))
        return 0;
    if (options.tcp_of == TCP_OF_MACHINE || options.pid)
        return 1;
    struct thread *thread = bpf_task_storage_get(&threads, bpf_get_current_task_btf(), 0, 0);
    return thread && thread->known;
}

/* Answers it, or the one that somebody else has just begun to follow; none where there is no room. */
static __always_inline struct followed *tcp_follow(struct sock *sk, struct followed *fresh)
{
    __u64 key = (__u64)sk;
    fresh->told = (__sync_fetch_and_add(&latest_number, 1) + 1) << NUMBER_SHIFT;
    bpf_map_update_elem(&sockets, &key, fresh, BPF_NOEXIST);
    return bpf_map_lookup_elem(&sockets, &key);
}

/* Follows one that began unseen, unless it has ended meanwhile: nobody would tell of its end again. */
static __always_inline struct followed *tcp_follow_late(struct sock *sk, struct followed *fresh, int count)
{
    __u64 key = (__u64)sk;
    if (state_of(sk) == STATE_CLOSE)
        return 0;
    struct followed *socket = tcp_follow(sk, fresh);
    if (!socket) {
        if (count)
            tcp_lost();
        return 0;
    }
    if (state_of(sk) == STATE_CLOSE) {
        bpf_map_delete_elem(&sockets, &key);
        return 0;
    }
    if (options.tcp_of == TCP_OF_TARGET && tell(socket, number_of(socket), OPENED))
        tcp_open(sk, socket, age_of(socket));
    return socket;
}

static __always_inline int powered(void)
{
    __u32 zero = 0;
    __u32 *on = bpf_map_lookup_elem(&power, &zero);
    return on && *on;
}

/* Whether a task is about to change this socket, and not the network: it holds the socket's lock. */
static __always_inline int by_task(struct sock *sk)
{
    return BPF_CORE_READ(sk, sk_lock.owned) != 0;
}

/* A function of its own: the verifier is not to take one on the stack for one of the map. */
static __attribute__((noinline)) int tcp_ended(struct sock *sk, struct followed *socket, int before)
{
    struct who who;
    if (!socket->pid && by_task(sk) && tcp_ours(&who))
        tcp_own(socket, &who);
    if (options.tcp_of != TCP_OF_JOINED || (socket->told & OPENED))
        tcp_close(sk, socket, before);
    return 0;
}

/* Of the machine's those too that began before the capture and were not read since. */
static __always_inline void tcp_ended_unseen(struct sock *sk, int before)
{
    if (options.tcp_of != TCP_OF_MACHINE || before == STATE_CLOSE || before == STATE_LISTEN || !is_tcp(sk))
        return;
    struct followed unseen = {.told = (__sync_fetch_and_add(&latest_number, 1) + 1) << NUMBER_SHIFT};
    tcp_ended(sk, &unseen, before);
}

/* Follows a connection from its first state on. */
static __always_inline struct followed *tcp_born(struct sock *sk, __u32 role)
{
    struct followed fresh = {.began = bpf_ktime_get_ns(), .role = role};
    struct who who;
    if (!is_tcp(sk))
        return 0;
    if (role == ROLE_CONNECTED && by_task(sk)) {
        if (!tcp_ours(&who))
            return 0;
        tcp_own(&fresh, &who);
    } else if (options.tcp_of != TCP_OF_MACHINE) {
        return 0;
    }
    struct followed *socket = tcp_follow(sk, &fresh);
    if (!socket)
        tcp_lost();
    return socket;
}

/* A change of state, told before the socket has it. The end of a socket's life may come in any task: whose it is was kept. */
SEC("raw_tp/inet_sock_set_state")
int tcp_state(struct bpf_raw_tracepoint_args *context)
{
    struct sock *sk = (struct sock *)context->args[0];
    int before = context->args[1], after = context->args[2];
    if (!powered())
        return 0;
    __u64 key = (__u64)sk;
    if (after == STATE_SYN_SENT || after == STATE_SYN_RECV)
        bpf_map_delete_elem(&sockets, &key);
    struct followed *socket = bpf_map_lookup_elem(&sockets, &key);
    if (after == STATE_CLOSE) {
        if (socket)
            tcp_ended(sk, socket, before);
        else
            tcp_ended_unseen(sk, before);
        bpf_map_delete_elem(&sockets, &key);
        return 0;
    }
    if (!socket && options.tcp_of != TCP_OF_JOINED && (after == STATE_SYN_SENT || before == STATE_SYN_SENT))
        socket = tcp_born(sk, ROLE_CONNECTED);
    else if (!socket && options.tcp_of == TCP_OF_MACHINE && (after == STATE_SYN_RECV || before == STATE_SYN_RECV))
        socket = tcp_born(sk, ROLE_ACCEPTED);
    if (!socket)
        return 0;
    if (after == STATE_ESTABLISHED) {
        socket->began = bpf_ktime_get_ns();
        if (options.tcp_of == TCP_OF_TARGET && tell(socket, number_of(socket), OPENED))
            tcp_open(sk, socket, 0);
    }
    struct who who;
    if (options.tcp_of == TCP_OF_MACHINE && !socket->pid && by_task(sk) && ours(&who))
        tcp_own(socket, &who);
    return 0;
}

/* Of all of the machine's: by whom it is read tells whose it is. It may end meanwhile, and its place in the map be another's: so
 * it is changed by its key, as long as that is there. */
static __always_inline void tcp_read_by(struct sock *sk, const struct who *who)
{
    __u64 key = (__u64)sk;
    struct followed *socket = is_tcp(sk) ? bpf_map_lookup_elem(&sockets, &key) : 0;
    if (socket && !socket->pid) {
        struct followed owned = *socket;
        tcp_own(&owned, who);
        bpf_map_update_elem(&sockets, &key, &owned, BPF_EXIST);
    }
}

/* A thread has read a socket: what it does next is about that one. */
static __always_inline int tcp_read(struct sock *sk)
{
    struct who who;
    if (!tcp_ours(&who) || !powered())
        return 0;
    if (options.tcp_of == TCP_OF_MACHINE) {
        tcp_read_by(sk, &who);
        return 0;
    }
    struct thread *thread = current_thread();
    if (!thread)
        return 0;
    __u64 key = (__u64)sk, latest = thread->sk;
    thread->sk = 0;
    if (!is_tcp(sk))
        return 0;
    struct followed *socket = bpf_map_lookup_elem(&sockets, &key);
    if (!socket) {
        struct followed fresh = {};
        tcp_own(&fresh, &who);
        socket = tcp_follow_late(sk, &fresh, latest != key);
    }
    thread->sk = key;
    thread->tcp = socket ? number_of(socket) : 0;
    return 0;
}

SEC("raw_tp/sock_recv_length")
int tcp_receive(struct bpf_raw_tracepoint_args *context)
{
    int length = context->args[1];
    return length > 0 ? tcp_read((struct sock *)context->args[0]) : 0;
}

/* Kernels before 6.3 tell only who takes bytes of TCP: the next one and this one together tell as much. */
SEC("raw_tp/tcp_rcv_space_adjust")
int tcp_adjust(struct bpf_raw_tracepoint_args *context)
{
    return tcp_read((struct sock *)context->args[0]);
}

/* Bytes of whatever socket are copied to the task; of TCP the one above follows. */
SEC("raw_tp/skb_copy_datagram_iovec")
int tcp_copied(struct bpf_raw_tracepoint_args *context)
{
    (void)context;
    struct thread *thread = bpf_task_storage_get(&threads, bpf_get_current_task_btf(), 0, 0);
    if (thread)
        thread->sk = 0;
    return 0;
}

/* Tells, once for each kind of site, on which socket the thread is that a site is hit on. */
static __always_inline void tcp_join(struct thread *thread, __u32 how)
{
    __u64 key = thread->sk;
    struct followed *socket = key ? bpf_map_lookup_elem(&sockets, &key) : 0;
    if (!socket || !tell(socket, thread->tcp, how))
        return;
    if (tell(socket, thread->tcp, OPENED))
        tcp_open((struct sock *)key, socket, age_of(socket));
    __u64 *slots = tcp_begin(TCP_JOIN, 2, 0, socket);
    if (slots) {
        struct record *out = (struct record *)slots - 1;
        out->tid = thread->record.tid;
        slots[1] = how;
        tcp_end(slots);
    }
}

#endif

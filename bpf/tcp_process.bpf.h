/* What tells of one process's TCP connections beside their states: its accepts, those it had before, and each second's sample. */
#ifndef HYDROSCOPE_TCP_PROCESS_BPF_H
#define HYDROSCOPE_TCP_PROCESS_BPF_H

#include "tcp.bpf.h"
#include <bpf/bpf_tracing.h>

static __always_inline struct sock *sock_of_descriptor(int fd)
{
    struct task_struct *task = (struct task_struct *)bpf_get_current_task();
    struct fdtable *table = BPF_CORE_READ(task, files, fdt);
    struct file **files = BPF_CORE_READ(table, fd), *file = 0;
    if ((__u32)fd >= BPF_CORE_READ(table, max_fds) || bpf_probe_read_kernel(&file, sizeof(file), files + fd) != 0)
        return 0;
    struct socket *held = BPF_CORE_READ(file, private_data);
    return BPF_CORE_READ(held, file) == file ? BPF_CORE_READ(held, sk) : 0;
}

/* accept or accept4 of the traced process's C library returns. */
SEC("uprobe")
int tcp_accept(struct pt_regs *context)
{
    int fd = PT_REGS_RC(context);
    struct who who;
    if (fd < 0 || !powered() || !tcp_ours(&who))
        return 0;
    struct thread *thread = current_thread();
    if (!thread)
        return 0;
    thread->sk = 0;
    struct sock *sk = sock_of_descriptor(fd);
    if (!sk || !is_tcp(sk))
        return 0;
    struct followed fresh = {.began = bpf_ktime_get_ns(), .role = ROLE_ACCEPTED, .accepted = 1};
    tcp_own(&fresh, &who);
    struct followed *socket = tcp_follow(sk, &fresh);
    if (!socket) {
        tcp_lost();
        return 0;
    }
    __u64 key = (__u64)sk;
    thread->sk = key;
    thread->tcp = number_of(socket);
    if (options.tcp_of == TCP_OF_TARGET && tell(socket, thread->tcp, OPENED))
        tcp_open(sk, socket, 0);
    if (state_of(sk) == STATE_CLOSE) { /* it was reset before it was accepted */
        if (options.tcp_of == TCP_OF_TARGET)
            tcp_close(sk, socket, STATE_CLOSE);
        bpf_map_delete_elem(&sockets, &key);
    }
    return 0;
}

/* The process's number as we see it, who run this iteration. */
static __always_inline __u32 tgid_of(struct task_struct *task)
{
    struct task_struct *self = (struct task_struct *)bpf_get_current_task();
    struct pid *pid = BPF_CORE_READ(task, group_leader, thread_pid);
    __u32 level = BPF_CORE_READ(self, thread_pid, level), nr = 0;
    if (level > BPF_CORE_READ(pid, level))
        return 0;
    __u64 at = (__u64)pid + bpf_core_field_offset(struct pid, numbers) + level * bpf_core_type_size(struct upid);
    bpf_probe_read_kernel(&nr, sizeof(nr), (void *)(at + bpf_core_field_offset(struct upid, nr)));
    return nr;
}

/* The connections that a process has when it is attached to. */
SEC("iter/task_file")
int tcp_seed(struct bpf_iter__task_file *context)
{
    struct file *file = context->file;
    struct task_struct *task = context->task;
    __u32 zero = 0, *pid = bpf_map_lookup_elem(&seeding, &zero);
    if (!file || !task || !pid || tgid_of(task) != *pid)
        return 0;
    struct socket *held = bpf_sock_from_file(file);
    struct sock *sk = held ? BPF_CORE_READ(held, sk) : 0;
    if (!sk || !is_tcp(sk) || state_of(sk) == STATE_LISTEN)
        return 0;
    struct followed fresh = {.pid = *pid, .tid = *pid};
    BPF_CORE_READ_STR_INTO(&fresh.command, task, group_leader, comm);
    tcp_follow_late(sk, &fresh, 1);
    return 0;
}

static long sample_one(void *map, __u64 *key, struct followed *socket, void *unused)
{
    (void)unused;
    struct sock *sk = (struct sock *)*key;
    struct tcp_sock *tcp = (struct tcp_sock *)sk;
    if (state_of(sk) != STATE_CLOSE) {
        socket->dead = 0;
    } else if (++socket->dead > 1) { /* one that is about to connect is closed for a moment */
        bpf_map_delete_elem(map, key);
        return 0;
    }
    __u64 moved = BPF_CORE_READ(tcp, bytes_received) + BPF_CORE_READ(tcp, bytes_acked) + BPF_CORE_READ(tcp, bytes_sent) +
                  BPF_CORE_READ(tcp, total_retrans);
    if (!(socket->told & OPENED) || moved == socket->moved)
        return 0;
    socket->moved = moved;
    __u64 *slots = tcp_begin(TCP_SAMPLE, 8, 0, socket);
    if (slots) {
        tcp_numbers(slots, tcp);
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

#endif

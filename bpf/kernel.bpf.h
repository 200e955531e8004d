/* What is read of the kernel's own structures; each member is found by the running kernel's type information. */
#ifndef HYDROSCOPE_KERNEL_BPF_H
#define HYDROSCOPE_KERNEL_BPF_H

#include <linux/bpf.h>

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

typedef struct {
    int owned;
} KERNEL_TYPE socket_lock_t;

struct sock {
    struct sock_common __sk_common;
    socket_lock_t sk_lock;
    __u16 sk_protocol;
    int sk_err;
} KERNEL_TYPE;

struct inet_sock {
    __u16 inet_sport;
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

struct file {
    void *private_data;
} KERNEL_TYPE;

struct socket {
    struct file *file;
    struct sock *sk;
} KERNEL_TYPE;

struct fdtable {
    unsigned int max_fds;
    struct file **fd;
} KERNEL_TYPE;

struct files_struct {
    struct fdtable *fdt;
} KERNEL_TYPE;

struct pid_namespace;

struct upid {
    int nr;
    struct pid_namespace *ns;
} KERNEL_TYPE;

struct pid {
    unsigned int level;
    struct upid numbers[1];
} KERNEL_TYPE;

struct task_struct {
    struct files_struct *files;
    struct task_struct *group_leader;
    struct pid *thread_pid;
    char comm[16];
} KERNEL_TYPE;

struct bpf_iter_meta;

struct bpf_iter__task_file {
    struct bpf_iter_meta *meta;
    struct task_struct *task;
    __u32 fd;
    struct file *file;
} KERNEL_TYPE;

#endif

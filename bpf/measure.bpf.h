/* What is added up in the kernel: nothing of it goes through the ring. */
#ifndef HYDROSCOPE_MEASURE_BPF_H
#define HYDROSCOPE_MEASURE_BPF_H

#include "thread.bpf.h"

/* a row for each CPU and probe: the buckets, the sum, what is unpaired */
struct {
    __uint(type, BPF_MAP_TYPE_ARRAY);
    __uint(map_flags, BPF_F_MMAPABLE);
    __uint(max_entries, 1);
    __type(key, __u32);
    __type(value, __u64);
} histograms SEC(".maps");

struct pending {
    __u32 pid;
    __u32 pair;
    __u64 key;
};

/* what has begun, and when */
struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 1);
    __type(key, struct pending);
    __type(value, __u64);
} begun SEC(".maps");

struct valued {
    __u64 probe;
    __u64 value;
};

/* how often a probe had a value */
struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 1);
    __type(key, struct valued);
    __type(value, __u64);
} values SEC(".maps");

static __always_inline void add(__u32 probe, __u32 place, __u64 value)
{
    __u32 cell = (bpf_get_smp_processor_id() * options.probes + probe) * HISTOGRAM_ROW + place;
    __u64 *to = bpf_map_lookup_elem(&histograms, &cell);
    if (to)
        __sync_fetch_and_add(to, value);
}

static __always_inline __u32 bucket(__s64 value)
{
    if (value <= 0)
        return value < 0 ? 0 : 1;
    __u32 power = 0;
    for (__u32 step = 32; step; step >>= 1) {
        if ((__u64)value >> (power + step))
            power += step;
    }
    return 2 + power;
}

static __always_inline void tally(__u32 probe, __s64 value)
{
    add(probe, bucket(value), 1);
    add(probe, BUCKETS, value);
}

static __always_inline void count_value(__u32 probe, __u64 value)
{
    struct valued key = {probe, value};
    __u64 one = 1, *count = bpf_map_lookup_elem(&values, &key);
    if (!count) {
        if (bpf_map_update_elem(&values, &key, &one, BPF_NOEXIST) == 0)
            return;
        count = bpf_map_lookup_elem(&values, &key); /* another CPU was faster */
    }
    if (count)
        __sync_fetch_and_add(count, 1);
    else
        add(probe, BUCKETS + 1 + UNPAIRED_NO_ROOM, 1);
}

static __always_inline void span(const struct site *site, __u32 pid, __u64 by)
{
    struct pending key = {pid, site->pair, by};
    __u64 now = bpf_ktime_get_ns(), *since = bpf_map_lookup_elem(&begun, &key);
    if (site->measure == MEASURE_BEGIN) {
        if (since)
            add(site->probe, BUCKETS + 1 + UNPAIRED_BEGIN, 1);
        if (bpf_map_update_elem(&begun, &key, &now, BPF_ANY) != 0)
            add(site->probe, BUCKETS + 1 + UNPAIRED_NO_ROOM, 1);
    } else if (since) {
        tally(site->probe, now - *since);
        bpf_map_delete_elem(&begun, &key);
    } else {
        add(site->probe, BUCKETS + 1 + UNPAIRED_END, 1);
    }
}

/* Of what concerns a whole thread no argument is needed. */
static __always_inline int of_thread(const struct site *site)
{
    return (site->measure == MEASURE_BEGIN || site->measure == MEASURE_END) && site->by == NO_ARGUMENT;
}

static __always_inline void measure(struct thread *thread, const struct site *site)
{
    __u32 which = site->measure == MEASURE_HISTOGRAM || site->measure == MEASURE_VALUES ? site->measured : site->by;
    if (which >= MAX_ARGUMENTS)
        return;
    __u64 value = fetch(thread, &site->arguments[which]);
    if (site->measure == MEASURE_HISTOGRAM)
        tally(site->probe, value);
    else if (site->measure == MEASURE_VALUES)
        count_value(site->probe, value);
    else
        span(site, thread->record.pid, value);
}

#endif

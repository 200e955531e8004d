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
    __u64 pid;
    __u64 key;
};

/* what has begun, and when */
struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(map_flags, BPF_F_NO_PREALLOC);
    __uint(max_entries, 1);
    __type(key, struct pending);
    __type(value, __u64);
} begun SEC(".maps");

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

static __always_inline void measure(struct thread *thread, const struct site *site)
{
    __u32 measured = site->measured, by = site->by;
    if (site->measure == MEASURE_HISTOGRAM) {
        if (measured < MAX_ARGUMENTS)
            tally(site->probe, fetch(thread, &site->arguments[measured]));
        return;
    }
    struct pending key = {thread->record.pid, by < MAX_ARGUMENTS ? fetch(thread, &site->arguments[by]) : thread->record.tid};
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

#endif

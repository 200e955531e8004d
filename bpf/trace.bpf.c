/* One program for every probe of programs, its twin for the kernel's tracepoints. The attach cookie names the site, the site's
 * table says where its arguments are and what to do with them, the options say what to leave out. It promises: what is withheld
 * is never read, memory past a given length neither, and hits = delivered + filtered + sampled out + lost, for every probe. */
#include "thread.bpf.h"
#include "sampling.bpf.h"
#include "text.bpf.h"
#include "measure.bpf.h"
#include "tcp.bpf.h"
#include "tcp_process.bpf.h"

#define SIGSTOP 19

/* Fills the slots with the values of all operands, then goes on with those that only point to what is wanted. Answers whether
 * the event is kept. */
static __always_inline int fill(struct thread *thread, const struct site *site)
{
    __u32 count = site->count, withhold = 0;
    for (__u32 i = 0; i < MAX_ARGUMENTS && i < count; i++)
        thread->slots[i] = fetch(thread, &site->arguments[i]);
    thread->used = 8 * count;
    for (__u32 i = 0; i < MAX_ARGUMENTS && i < site->text_count; i++) {
        __u32 which = site->texts[i], at = thread->used;
        if (which >= MAX_ARGUMENTS || at > 8 * MAX_ARGUMENTS + MAX_TEXT)
            return 1;
        const struct argument *argument = &site->arguments[which];
        __u64 value = thread->slots[which];
        if (argument->kind == KIND_STREAM) {
            if (bpf_probe_read_user(&thread->slots[which], 8, (void *)(value + 8)) != 0)
                thread->slots[which] = -1;
            continue;
        }
        if (options.names && withhold && which == site->name_value)
            value = slot(0, SLOT_WITHHELD, length_of(thread, argument));
        else
            value = text(thread, argument, value, at, limit_of(site, which));
        thread->slots[which] = value;
        thread->used = at + (value & 0xffff);
        if (options.names && site->header && which == site->name) {
            __u32 flags = listed(thread, at, value), keep_flag = site->header;
            if ((options.names & keep_flag) && !(flags & keep_flag))
                return 0;
            withhold = options.names & flags & NAME_WITHHOLD;
        }
    }
    return 1;
}

static __always_inline int deliver(struct thread *thread, __u32 index, const struct site *site)
{
    __u32 size = sizeof(struct record) + thread->used;
    if (size > sizeof(struct record) + sizeof(thread->data))
        return -1;
    thread->record.at = bpf_ktime_get_ns();
    thread->record.seq = thread->seq++;
    thread->record.site = index;
    thread->record.count = site->count;
    return bpf_ringbuf_output(&ring, &thread->record, size, BPF_RB_NO_WAKEUP);
}

/* Takes the thread's scratch, unless a program that this one has interrupted holds it. */
static __always_inline int enter(struct thread *thread, void *context, int kernel)
{
    if (!thread || thread->busy)
        return 0;
    thread->busy = 1;
    if (kernel) {
        __u64 address = (__u64)context; /* through memory it becomes a number, with which one may count */
        bpf_probe_read_kernel(&thread->context, 8, &address);
        return 1;
    }
    return bpf_probe_read_kernel(thread->words, sizeof(registers), context) == 0;
}

static __always_inline void serve(struct thread *thread, __u32 index, const struct site *site, struct counters *count)
{
    if (options.sample != KEEP_ALL && !keep(thread, site)) {
        if (!site->silent)
            __sync_fetch_and_add(&count->sampled_out, 1);
        return;
    }
    if (options.tcp != NO_TCP && site->join)
        tcp_join(thread, site->join);
    if (site->silent)
        return;
    if (!fill(thread, site))
        __sync_fetch_and_add(&count->filtered, 1);
    else if (deliver(thread, index, site) != 0)
        __sync_fetch_and_add(&count->lost, 1);
}

static __always_inline int handle(void *context, int kernel)
{
    __u32 zero = 0, index = bpf_get_attach_cookie(context);
    __u32 *on = bpf_map_lookup_elem(&power, &zero);
    const struct site *site = bpf_map_lookup_elem(&sites, &index);
    if (!on || !*on || !site)
        return 0;
    int bare = !kernel && site->measure == MEASURE_COUNT; /* the link has filtered already */
    struct thread *thread = bare ? 0 : current_thread();
    if (thread && thread->foreign)
        return 0;
    __u32 cell = bpf_get_smp_processor_id() * options.probes + site->probe;
    struct counters *count = bpf_map_lookup_elem(&counters, &cell);
    if (!count)
        return 0;
    if (!site->silent)
        __sync_fetch_and_add(&count->hits, 1);
    if (site->measure == MEASURE_COUNT)
        return 0;
    if (thread && of_thread(site)) {
        span(site, thread->record.pid, thread->record.tid);
        return 0;
    }
    if (!enter(thread, context, kernel)) {
        if (!site->silent)
            __sync_fetch_and_add(&count->lost, 1);
        return 0;
    }
    if (site->measure)
        measure(thread, site);
    else
        serve(thread, index, site, count);
    thread->busy = 0;
    return 0;
}

SEC("uprobe")
int trace(void *context)
{
    return handle(context, 0);
}

/* Of a tracepoint of the kernel: its context is the record that the tracepoint's format describes. */
SEC("tracepoint")
int kernel_trace(void *context)
{
    return handle(context, 1);
}

/* Of a program that is to be traced from its beginning: it waits there until the probes are in place. */
SEC("uprobe")
int stop(void *context)
{
    (void)context;
    bpf_send_signal(SIGSTOP);
    return 0;
}

/* What a probe costs that does nothing: the floor which the overhead benchmark compares with. */
SEC("uprobe")
int nothing(void *context)
{
    (void)context;
    return 0;
}

char LICENSE[] SEC("license") = "Dual MIT/GPL";

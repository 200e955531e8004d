/* What an operand points to: strings, bytes, addresses; and the lists of header names. */
#ifndef HYDROSCOPE_TEXT_BPF_H
#define HYDROSCOPE_TEXT_BPF_H

#include "thread.bpf.h"

#define HELLO_LIMIT 4096

static __always_inline __u64 lower(__u64 word)
{
    const __u64 ones = 0x0101010101010101ull;
    __u64 seven = word & (0x7f * ones);
    __u64 upper = (seven + (0x80 - 'A') * ones) ^ (seven + (0x7f - 'Z') * ones);
    return word | (upper & ~word & (0x80 * ones)) >> 2;
}

/* The name of a header is read whole as far as a list could hold it, whatever the limit of values. */
static __always_inline __u32 limit_of(const struct site *site, __u32 which)
{
    __u32 limit = options.value_limit;
    return site->header && which == site->name && limit < MAX_NAME ? MAX_NAME : limit;
}

/* What the lists say of a header's name that stands at `at` of the thread's data. A name that could not be read may be any. */
static __always_inline __u32 listed(struct thread *thread, __u32 at, __u64 name_slot)
{
    __u32 length = name_slot & 0xffff;
    __u64 name[MAX_NAME / 8] = {};
    if (name_slot & (SLOT_UNREADABLE | SLOT_NULL))
        return NAME_WITHHOLD;
    if (length > MAX_NAME || at > MAX_TEXT)
        return 0;
#pragma unroll
    for (__u32 i = 0; i < MAX_NAME / 8; i++) {
        if (length > 8 * i) {
            __u64 word;
            __builtin_memcpy(&word, &thread->data[at + 8 * i], 8);
            __u32 spare = length < 8 * i + 8 ? 8 * (8 * i + 8 - length) & 63 : 0;
            name[i] = lower(word << spare >> spare);
        }
    }
    __u32 *flags = bpf_map_lookup_elem(&names, name);
    return flags ? *flags : 0;
}

static __always_inline __u64 slot(__u64 captured, __u64 flags, __u64 original)
{
    return captured | flags | (original > 0xffffffff ? 0xffffffff : original) << 32;
}

static __always_inline __u64 copy_string(void *to, __u32 limit, __u64 from, __u32 space)
{
    if (limit > MAX_VALUE)
        limit = MAX_VALUE;
    /* one more than the limit and its NUL: a string that just fits is whole, not cut */
    long got = space == SPACE_KERNEL ? bpf_probe_read_kernel_str(to, limit + 2, (void *)from)
                                     : bpf_probe_read_user_str(to, limit + 2, (void *)from);
    if (got <= 0)
        return SLOT_UNREADABLE;
    return got > limit + 1 ? slot(limit, SLOT_CUT, 0xffffffff) : slot(got - 1, 0, got - 1);
}

static __always_inline __u64 copy_bytes(void *to, __u32 limit, __u64 from, __u64 length, __u32 space)
{
    if (limit > MAX_VALUE)
        limit = MAX_VALUE;
    __u32 wanted = length > limit ? limit : length;
    if (wanted > MAX_VALUE)
        wanted = MAX_VALUE;
    long failed =
        space == SPACE_KERNEL ? bpf_probe_read_kernel(to, wanted, (void *)from) : bpf_probe_read_user(to, wanted, (void *)from);
    if (failed)
        return slot(0, SLOT_UNREADABLE, length);
    return slot(wanted, length > wanted ? SLOT_CUT : 0, length);
}

static __always_inline __u64 copy_address(void *to, __u32 room, __u64 from)
{
    __u16 family = 0;
    if (bpf_probe_read_user(&family, 2, (void *)from) != 0)
        return SLOT_UNREADABLE;
    return copy_bytes(to, room, from, family == AF_INET ? 16 : family == AF_INET6 ? 28 : 2, SPACE_USER);
}

static __always_inline __u64 length_of(struct thread *thread, const struct argument *argument)
{
    __u32 length_argument = argument->length_argument;
    return length_argument < MAX_ARGUMENTS ? thread->slots[length_argument] : argument->length;
}

/* The slot of a text-like argument whose bytes, where there are any, have been put at `at` of the thread's data. */
static __always_inline __u64 text(struct thread *thread, const struct argument *argument, __u64 value, __u32 at, __u32 limit)
{
    __u32 kind = argument->kind;
    void *to = &thread->data[at];
    if (kind == KIND_HELLO) {
        kind = thread->slots[1] == 1 ? KIND_BYTES : KIND_WITHHELD;
        limit = HELLO_LIMIT;
    }
    __u32 room = 8 * MAX_ARGUMENTS + MAX_TEXT - at;
    if (kind == KIND_WITHHELD)
        return slot(0, SLOT_WITHHELD, length_of(thread, argument));
    if (kind == KIND_STRING) {
        __u32 own = argument->length;
        limit = own && own < limit ? own : limit;
    }
    if (room < limit)
        limit = room;
    if (kind == KIND_BYTES) {
        __u64 length = length_of(thread, argument);
        return value ? copy_bytes(to, limit, value, length, argument->space) : slot(0, SLOT_NULL, length);
    }
    if (!value)
        return SLOT_NULL;
    return kind == KIND_STRING ? copy_string(to, limit, value, argument->space) : copy_address(to, room, value);
}

#endif

import type { Header } from '../../../api';

/** A header of two requests laid side by side; `moved`: the same, elsewhere in the order. */
export interface Change {
    kind: 'same' | 'moved' | 'changed' | 'added' | 'removed';
    name: string;
    base?: Header;
    other?: Header;
}

interface Pair {
    base: number;
    other: number;
}

/** Every header of both, in the order of the other; what only the base has stands where it stood there. */
export function compareHeaders(base: readonly Header[], other: readonly Header[]): Change[] {
    const pairs = paired(base, other);
    const inPlace = longestRising(pairs);
    const changes: Change[] = [];
    let reached = 0;
    const left = new Map(base.map((header, i) => [i, header]));
    for (const pair of pairs) left.delete(pair.base);
    const removedUpTo = (end: number) => {
        for (; reached < end; reached++) {
            const header = left.get(reached);
            if (header !== undefined) changes.push({ kind: 'removed', name: header.name, base: header });
        }
    };
    other.forEach((header, at) => {
        const pair = pairs.find((each) => each.other === at);
        const was = pair === undefined ? undefined : base[pair.base];
        if (pair === undefined || was === undefined)
            return changes.push({ kind: 'added', name: header.name, other: header });
        const stays = inPlace.has(pair);
        if (stays) removedUpTo(pair.base);
        const kind = !sameValue(was, header) ? 'changed' : stays ? 'same' : 'moved';
        return changes.push({ kind, name: header.name, base: was, other: header });
    });
    removedUpTo(base.length);
    return changes;
}

const nameOf = ({ name, nameHex }: Header) => nameHex ?? name.toLowerCase();

/** Whether two values are the same as far as is known: what is masked may differ where it has one length. */
export function sameValue(one: Header, other: Header): boolean {
    return (
        one.value === other.value &&
        one.valueHex === other.valueHex &&
        one.valueLength === other.valueLength &&
        one.masked === other.masked &&
        one.withheld === other.withheld
    );
}

/** Of a name first those with one value, then the others in their order. */
function paired(base: readonly Header[], other: readonly Header[]): Pair[] {
    const free = new Map<string, number[]>();
    base.forEach((header, i) => free.set(nameOf(header), [...(free.get(nameOf(header)) ?? []), i]));
    const pairs: Pair[] = [];
    const taken = new Set<number>();
    const take = (at: number, of: number[], i: number) => {
        const found = of.splice(i, 1)[0];
        if (found === undefined) return;
        taken.add(at);
        pairs.push({ base: found, other: at });
    };
    other.forEach((header, at) => {
        const of = free.get(nameOf(header)) ?? [];
        const same = of.findIndex((i) => {
            const was = base[i];
            return was !== undefined && sameValue(was, header);
        });
        if (same >= 0) take(at, of, same);
    });
    other.forEach((header, at) => {
        const of = free.get(nameOf(header)) ?? [];
        if (!taken.has(at) && of.length > 0) take(at, of, 0);
    });
    return pairs.sort((one, two) => one.other - two.other);
}

/** The most pairs whose order is the same in both: the others were moved. */
function longestRising(pairs: readonly Pair[]): Set<Pair> {
    const length: number[] = [];
    const before: number[] = [];
    let best = -1;
    pairs.forEach((pair, i) => {
        length[i] = 1;
        before[i] = -1;
        for (let j = 0; j < i; j++) {
            if ((pairs[j]?.base ?? 0) < pair.base && (length[j] ?? 0) + 1 > (length[i] ?? 0)) {
                length[i] = (length[j] ?? 0) + 1;
                before[i] = j;
            }
        }
        if (best < 0 || (length[i] ?? 0) > (length[best] ?? 0)) best = i;
    });
    const kept = new Set<Pair>();
    for (let i = best; i >= 0; i = before[i] ?? -1) {
        const pair = pairs[i];
        if (pair !== undefined) kept.add(pair);
    }
    return kept;
}

import { lanes, type Lane, type Lanes as Answer } from '../../../api';
import { untilComplete } from '../../../ui/complete';
import { type Span, lengthOf } from '../../../ui/timeaxis';
import { type Need, unloaded } from '../../../ui/windows';
import type { Look } from '../look';

const BUCKETS_A_WINDOW = 256;
/** So many lanes are asked for at once. */
const MOST_KEYS = 48;

/** The items of lanes in one stretch of time: those that were asked for so far. */
export class Shelf {
    bucketNanos = 1;
    private readonly held = new Map<string, Lane | undefined>();
    private readonly asked = new Set<string>();
    /** Those of which all is here. */
    private readonly whole = new Set<string>();

    constructor(
        private readonly look: Look,
        readonly need: Need,
    ) {}

    /** Asks for the lanes that are not here yet; `came` is told whenever some are. */
    async fill(keys: readonly string[], stop: AbortSignal, came: () => void): Promise<void> {
        const missing = keys.filter((key) => !this.whole.has(key) && !this.asked.has(key));
        for (let i = 0; i < missing.length && !stop.aborted; i += MOST_KEYS)
            await this.ask(missing.slice(i, i + MOST_KEYS), stop, came);
    }

    has(key: string): boolean {
        return this.held.has(key);
    }

    /** Undefined where it has none in this stretch, or was not asked for. */
    lane(key: string): Lane | undefined {
        return this.held.get(key);
    }

    private async ask(keys: readonly string[], stop: AbortSignal, came: () => void): Promise<void> {
        const { look, need } = this;
        for (const key of keys) this.asked.add(key);
        const of = {
            q: look.q,
            by: look.route.peek().by,
            ...look.clock(need),
            width: Math.ceil((lengthOf(need) / need.window) * BUCKETS_A_WINDOW),
            limit: keys.length,
            keys,
        };
        try {
            const partly = (answer: Answer) => this.put(keys, answer, came);
            partly(await untilComplete(() => lanes(look.session, of, stop), stop, partly));
        } finally {
            for (const key of keys) this.asked.delete(key);
        }
    }

    private put(keys: readonly string[], answer: Answer, came: () => void): void {
        this.bucketNanos = answer.bucketNanos;
        const found = new Map(answer.lanes.map((lane) => [lane.key, lane]));
        for (const key of keys) {
            // One without items may have some in what the answer has not come to yet.
            if (answer.complete || found.has(key)) this.held.set(key, found.get(key));
            if (answer.complete) this.whole.add(key);
        }
        came();
    }
}

/** A stretch of a lane and where its items are from; `lane` is undefined where it has none in it. */
export interface LanePart extends Span {
    lane: Lane | undefined;
    bucketNanos: number;
}

/** What is to be drawn of a lane, from the best there is for each stretch, and the stretches that nothing is known of. */
export function partsOf(
    key: string,
    shown: Span,
    pieces: readonly (Span & { value: Pick<Shelf, 'has' | 'lane' | 'bucketNanos'> })[],
): { parts: LanePart[]; missing: Span[] } {
    const parts: LanePart[] = [];
    let missing: Span[] = [shown];
    for (const { from, to, value } of pieces) {
        if (missing.length === 0) break;
        if (!value.has(key)) continue;
        for (const gap of missing) {
            const part = { from: Math.max(gap.from, from), to: Math.min(gap.to, to) };
            if (part.from < part.to) parts.push({ ...part, lane: value.lane(key), bucketNanos: value.bucketNanos });
        }
        missing = missing.flatMap((gap) => unloaded(gap, [{ from, to }]));
    }
    return { parts, missing };
}

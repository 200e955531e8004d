/** More than this at once is a flood, in which no row is worth a mark of its own. */
const MOST = 20;
const MILLIS = 1500;

/** Which rows came just now. */
export class Fresh {
    private readonly since = new Map<string, number>();

    add(keys: readonly string[]): void {
        const now = performance.now();
        for (const [key, at] of this.since) if (now - at >= MILLIS) this.since.delete(key);
        if (keys.length <= MOST) for (const key of keys) this.since.set(key, now);
    }

    has(key: string): boolean {
        return performance.now() - (this.since.get(key) ?? -Infinity) < MILLIS;
    }
}

import { signal } from '@preact/signals';
import { isAbort, request } from '../../api';
import type { Look } from './look';

const DWELL_MILLIS = 80;
const MOST_KEPT = 500;

/** Method and path of requests that are drawn too narrow to be told them: read once the pointer stays on one. */
export class Names {
    private readonly version = signal(0);
    private readonly kept = new Map<string, string>();
    private asked = '';
    private timer: ReturnType<typeof setTimeout> | undefined;
    private readonly stopped = new AbortController();

    constructor(private readonly look: Look) {}

    /** Until it is known, the request's numbers. */
    of(key: string): string {
        void this.version.value;
        if (!this.kept.has(key) && this.asked !== key) {
            this.asked = key;
            clearTimeout(this.timer);
            this.timer = setTimeout(() => void this.read(key), DWELL_MILLIS);
        }
        return this.kept.get(key) ?? `request ${key}`;
    }

    close(): void {
        this.stopped.abort();
        clearTimeout(this.timer);
    }

    private async read(key: string): Promise<void> {
        const [conn = 0, req = 0] = key.split('/').map(Number);
        try {
            const { method, path } = await request(this.look.session, conn, req, this.stopped.signal);
            if (this.kept.size >= MOST_KEPT) this.kept.clear();
            this.kept.set(key, `${method ?? 'method not seen'} ${path ?? ''}`);
            this.version.value++;
        } catch (reason) {
            // Its numbers stay what is said of it; the pointer on it again asks again.
            if (!isAbort(reason)) this.asked = '';
        }
    }
}

import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { type ApiError, asApiError, isAbort, type StreamDetail, type StreamRow } from '../../../api';
import * as api from '../../../api/quic';
import { lengthOf } from '../../../ui/timeaxis';
import { type Need, Windows } from '../../../ui/windows';
import type { Look } from '../look';
import { ordered, type Which } from './rows';

/** The first rows come soon, the others in a few large pages. */
const FIRST = 50;
const PAGE = 1000;
const MOST = 10_000;
const COLUMNS_A_WINDOW = 400;
const DRAWN_MILLIS = 300;
/** So many rows are drawn with what was sent when; none beyond those in sight is. */
const MOST_DETAILS = 60;

/** When what has come is on the screen; or soon, where there is none to see it. */
function drawn(): Promise<void> {
    return new Promise((done) => {
        setTimeout(done, DRAWN_MILLIS);
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
    });
}

type First = ReturnType<typeof api.streams>;
const asked = new WeakMap<Look, First>();

/** Asks for the first rows before there is a panel to show them in. */
export function askStreams(look: Look): void {
    const first = firstOf(look, new AbortController().signal);
    // Where they fail, the panel asks again and tells.
    first.catch(() => asked.delete(look));
    asked.set(look, first);
}

function firstOf({ session, conn }: Look, stop: AbortSignal): First {
    return api.streams(session, conn, { limit: FIRST }, stop);
}

/** What was asked for ahead, once. */
function ahead(look: Look): First | undefined {
    const first = asked.get(look);
    asked.delete(look);
    return first;
}

/** The streams of a connection, and of those in sight what was sent and lost when. */
export class Streams {
    readonly which = signal<Which>('requests');
    readonly all = signal<readonly StreamRow[] | undefined>(undefined);
    /** How many more there are than are kept. */
    readonly cut = signal(false);
    readonly error = signal<ApiError | undefined>(undefined);
    readonly rows: ReadonlySignal<readonly StreamRow[]>;
    /** The streams in sight: their bytes are read. */
    readonly inSight = signal<readonly number[]>([]);
    /** Whether the first rows were drawn: until then nothing else is asked for, so that they are soon. */
    private readonly begun = signal(false);
    private reading = false;
    private stale = false;
    private readonly details = new Map<number, Windows<StreamDetail>>();
    private readonly stop = new AbortController();
    private readonly forget: (() => void)[];

    constructor(private readonly look: Look) {
        this.rows = computed(() => ordered(this.all.value ?? [], this.which.value));
        this.forget = [
            effect(() => {
                void look.timeline.extent.value;
                untracked(() => void this.readAgain());
            }),
            effect(() => this.want()),
        ];
    }

    /** The bytes of a stream, as far as they have come. */
    detail(stream: number): Windows<StreamDetail> | undefined {
        return this.details.get(stream);
    }

    close(): void {
        this.stop.abort();
        this.forget.forEach((forget) => forget());
        this.details.forEach((windows) => windows.close());
    }

    /** One reading at a time: what grows meanwhile is read after it. */
    private async readAgain(): Promise<void> {
        this.stale = true;
        if (this.reading) return;
        this.reading = true;
        while (this.stale && !this.stop.signal.aborted) {
            this.stale = false;
            await this.read();
        }
        this.reading = false;
    }

    async read(): Promise<void> {
        const found: StreamRow[] = [];
        try {
            let after: string | undefined;
            do {
                const page = await this.page(after);
                found.push(...page.rows);
                after = page.next ?? undefined;
                if (this.all.peek() === undefined && found.some((row) => row.req !== null)) {
                    this.all.value = [...found];
                    await drawn();
                    this.begun.value = true;
                }
            } while (after !== undefined && found.length < MOST);
            this.cut.value = after !== undefined;
            this.all.value = found;
            this.begun.value = true;
            this.error.value = undefined;
            if (!found.some((row) => row.req !== null)) this.which.value = 'all';
        } catch (reason) {
            if (!isAbort(reason)) this.error.value = asApiError(reason);
        }
    }

    private page(after: string | undefined): First {
        if (after === undefined) return ahead(this.look) ?? firstOf(this.look, this.stop.signal);
        return api.streams(this.look.session, this.look.conn, { limit: PAGE, after }, this.stop.signal);
    }

    private want(): void {
        if (!this.begun.value) return;
        const wanted = this.inSight.value.slice(0, MOST_DETAILS);
        const shown = this.look.timeline.shown.value;
        const extent = this.look.timeline.extent.value;
        untracked(() => {
            for (const [stream, windows] of this.details) {
                if (wanted.includes(stream)) continue;
                windows.close();
                this.details.delete(stream);
            }
            for (const stream of wanted) {
                let windows = this.details.get(stream);
                if (windows === undefined) this.details.set(stream, (windows = this.windowsOf(stream)));
                windows.want(shown, extent);
            }
        });
    }

    private windowsOf(stream: number): Windows<StreamDetail> {
        return new Windows((need: Need, stop) => {
            const { session, conn } = this.look;
            const width = Math.min(4000, Math.ceil((lengthOf(need) / need.window) * COLUMNS_A_WINDOW));
            return api.stream(session, conn, String(stream), { ...this.look.clock(need), width }, stop);
        }, 120);
    }
}

import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { Mark, Packet, Series, SeriesColumns } from '../../../api';
import * as api from '../../../api/quic';
import { lengthOf, type Span } from '../../../ui/timeaxis';
import { type Need, Windows } from '../../../ui/windows';
import type { Look } from '../look';
import { type Part, partsOf } from '../pieces';
import { bucketsOf, columnsOf, greatest, roundedUp } from './derive';
import { type LaneName, type Line, LINES, linesOf, type Perspective, type Unit } from './lines';
import { STATE_ROWS } from './states';

const DRAWN = [...LINES, ...STATE_ROWS.flat()].map(({ id }) => id);
const BUCKETS_A_WINDOW = 1024;
const MOST_MARKS = 1000;
/** So many packets can be told apart on a screen. */
export const MOST_PACKETS = 400;
const PAGE = 1000;
const MOST_PAGES = 3;

interface Reading {
    series: Series;
    marks: readonly Mark[];
}

/** What the congestion diagram shows of a connection, read as it is needed. */
export class Plot {
    readonly perspective = signal<Perspective>('rate');
    readonly unit = signal<Unit>('bytes');
    readonly hidden = signal<ReadonlySet<string>>(new Set(LINES.filter((line) => line.quiet).map((line) => line.id)));
    readonly readings: Windows<Reading>;
    readonly packetPages: Windows<readonly Packet[]>;
    /** What is shown, from the first to the last of the connection. */
    readonly inside: ReadonlySignal<Span>;
    readonly parts: ReadonlySignal<readonly Part[]>;
    readonly marks: ReadonlySignal<readonly Mark[]>;
    /** How many packets are in sight, as far as is known. */
    readonly inSight: ReadonlySignal<number>;
    /** The packets in sight once they can be told apart; undefined before. */
    readonly packets: ReadonlySignal<readonly Packet[] | undefined>;
    private readonly forget: () => void;

    constructor(private readonly look: Look) {
        const { timeline } = look;
        look.wantAll();
        this.readings = new Windows((need, stop) => this.read(need, stop));
        this.packetPages = new Windows((need, stop) => this.readPackets(need, stop));
        this.inside = computed(() => {
            const shown = timeline.shown.value;
            // Of the connection itself: beside another one the time reaches further.
            void look.summary.value;
            const own = look.own();
            const from = Math.min(Math.max(shown.from, own.from), own.to);
            return { from, to: Math.max(from, Math.min(shown.to, own.to)) };
        });
        this.parts = computed(() => {
            const pieces: Part[] = this.readings.pieces.value.map(({ value, from, to }) => ({
                from,
                to,
                series: value.series,
            }));
            const overview = look.overview.value;
            if (overview !== undefined) pieces.push({ ...within(look.own(), overview), series: overview });
            return partsOf(this.inside.value, pieces);
        });
        this.marks = computed(() => this.readings.pieces.value[0]?.value.marks ?? []);
        this.inSight = computed(() => countIn(this.parts.value, 'sent') + countIn(this.parts.value, 'received'));
        this.packets = computed(() => this.packetsInSight());
        this.forget = effect(() => {
            const shown = timeline.shown.value;
            const extent = timeline.extent.value;
            const close = this.inSight.value <= MOST_PACKETS && this.parts.value.length > 0;
            untracked(() => {
                this.readings.want(shown, extent);
                if (close) this.packetPages.want(shown, extent);
            });
        });
    }

    columns = (series: Series, line: Line): SeriesColumns | undefined =>
        columnsOf(series, line, this.perspective.value, this.look.overview.value);

    /** The lines of a lane that are to be seen. */
    lines(lane: LaneName): Line[] {
        return linesOf(lane, this.perspective.value, this.unit.value).filter((line) => !this.hidden.value.has(line.id));
    }

    /** How high a lane reaches; a limit far above all else does not press the rest to the ground. */
    most(lane: LaneName): number {
        let most = 0;
        let limit = 0;
        for (const line of this.lines(lane)) {
            const found = greatest(this.parts.value, (series) => this.columns(series, line));
            if (line.style === 'dashes') limit = Math.max(limit, found);
            else most = Math.max(most, found);
        }
        return roundedUp(most === 0 ? limit : Math.max(most, Math.min(limit, most * 1.6)));
    }

    toggle(line: Line): void {
        const hidden = new Set(this.hidden.value);
        if (!hidden.delete(line.id)) hidden.add(line.id);
        this.hidden.value = hidden;
    }

    close(): void {
        this.forget();
        this.readings.close();
        this.packetPages.close();
    }

    private async read({ window, ...span }: Need, stop: AbortSignal): Promise<Reading> {
        const { session, conn } = this.look;
        const width = Math.ceil(lengthOf(span) / (window / BUCKETS_A_WINDOW)) + 1;
        const on = this.look.clock(span);
        const [series, marks] = await Promise.all([
            api.series(session, conn, { ...on, width, names: DRAWN }, stop),
            api.marks(session, conn, { ...on, limit: MOST_MARKS }, stop),
        ]);
        return { series, marks };
    }

    private async readPackets(span: Need, stop: AbortSignal): Promise<readonly Packet[]> {
        const { session, conn } = this.look;
        const found: Packet[] = [];
        let after: string | undefined;
        for (let page = 0; page < MOST_PAGES; page++) {
            const of = { ...this.look.clock(span), order: 'oldest' as const, limit: PAGE, after };
            const { rows, next } = await api.packets(session, conn, of, stop);
            found.push(...rows);
            after = next ?? undefined;
            if (after === undefined) break;
        }
        return found;
    }

    private packetsInSight(): readonly Packet[] | undefined {
        if (this.inSight.value > MOST_PACKETS) return undefined;
        const { from, to } = this.inside.value;
        const piece = this.packetPages.pieces.value.find((each) => each.from <= from && each.to >= to);
        return piece?.value;
    }
}

/** The overview may end before what is known of the connection by now. */
const within = ({ from, to }: Span, { offsetNanos, buckets, bucketNanos }: Series): Span => ({
    from,
    to: Math.max(from, Math.min(to, offsetNanos + buckets * bucketNanos)),
});

function countIn(parts: readonly Part[], name: string): number {
    let count = 0;
    for (const part of parts) {
        const columns = part.series.series[name];
        if (columns === undefined) continue;
        const { from, to } = bucketsOf(part, columns);
        for (let i = from; i < to; i++) count += columns.count[i] ?? 0;
    }
    return count;
}

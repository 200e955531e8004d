import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Lane } from '../../../api';
import { plain } from '../../../ui/escape';
import { count } from '../../../ui/format';
import { IconButton } from '../../../ui/icon';
import { Text } from '../../../ui/text';
import { scrollFor, useWindow } from '../../../ui/virtual';
import { format, timelineOf, waterfallOf } from '../../../route';
import { withCondition } from '../../../ui/query';
import type { Look } from '../look';
import type { View } from '../view';
import { anchored } from './anchor';
import { LANE_PIXELS } from './boxes';

/** Lanes are asked for so many at a time, so that scrolling by one asks for nothing. */
const BLOCK = 16;
const READ_AHEAD = 100;

interface GutterProps {
    look: Look;
    view: View;
    scroller: RefObject<HTMLDivElement>;
}

/** The names of the lanes beside the diagram: a grid whose selected row is the diagram's selected lane. */
export function LaneNames({ look, view, scroller }: GutterProps) {
    const { lanes } = look;
    const rows = lanes.rows.value;
    const route = look.route.value;
    const { from, to } = useWindow(scroller, LANE_PIXELS, rows.length);
    const before = useRef<readonly Lane[]>(rows);
    useLayoutEffect(() => {
        const box = scroller.current;
        const old = before.current;
        before.current = rows;
        if (box === null || old === rows || old.length === 0) return;
        const middle = Math.floor(
            (box.scrollTop + (view.hover.peek() === undefined ? 0 : hovered(view))) / LANE_PIXELS,
        );
        const key = ({ key: name }: Lane) => name;
        box.scrollTop = anchored(old.map(key), rows.map(key), box.scrollTop, middle, LANE_PIXELS);
        view.scroll.value = box.scrollTop;
    }, [rows]);
    const first = Math.floor(from / BLOCK) * BLOCK;
    const last = Math.ceil(to / BLOCK) * BLOCK;
    const seen = [...new Set([...route.pinned, ...rows.slice(first, last).map(({ key }) => key)])];
    useEffect(() => {
        lanes.seen(seen);
        if (route.by === 'request') view.phases.want([...route.pinned, ...rows.slice(from, to).map(({ key }) => key)]);
        if (to >= rows.length - READ_AHEAD) void lanes.more();
    }, [seen.join('\n'), from, to, look.whole.value]);
    useEffect(() => void lanes.pin(route.pinned), [route.pinned.join('\n'), lanes.loaded.value]);
    const at = rows.findIndex(({ key }) => key === route.lane);
    useEffect(() => {
        const box = scroller.current;
        if (box !== null && at >= 0 && !route.pinned.includes(route.lane))
            box.scrollTop = scrollFor(at, box.scrollTop, box.clientHeight, LANE_PIXELS);
    }, [route.lane]);
    const step = (key: KeyboardEvent) => {
        const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -rows.length, End: rows.length }[
            key.key
        ];
        const next = by === undefined ? undefined : rows[Math.max(0, Math.min(rows.length - 1, at + by))];
        if (next === undefined) return;
        key.preventDefault();
        look.go({ lane: next.key }, 'replace');
    };
    const line = (lane: Lane, index: number, where: string) => (
        <LaneName
            key={lane.key}
            look={look}
            lane={lane}
            index={index}
            where={where}
            selected={lane.key === route.lane}
        />
    );
    const pinned = route.pinned.map((key) => lanes.head(key) ?? unknown(key));
    return (
        <>
            {pinned.length > 0 && (
                <div class="lane-pinned" role="grid" aria-label="Pinned lanes">
                    {pinned.map((lane, i) => line(lane, i, 'pinned'))}
                </div>
            )}
            <div
                ref={scroller}
                class="lane-scroll"
                onScroll={(event) => {
                    view.scroll.value = event.currentTarget.scrollTop;
                }}>
                <div
                    class="lane-grid"
                    role="grid"
                    tabIndex={0}
                    aria-label="Lanes"
                    aria-rowcount={lanes.open.value ? -1 : rows.length}
                    aria-activedescendant={at >= from && at < to ? `lane-${at}` : undefined}
                    style={{ height: `${rows.length * LANE_PIXELS}px` }}
                    onKeyDown={step}>
                    <div role="rowgroup" style={{ transform: `translateY(${from * LANE_PIXELS}px)` }}>
                        {rows.slice(from, to).map((lane, i) => line(lane, from + i, 'lane'))}
                    </div>
                </div>
            </div>
        </>
    );
}

const hovered = (view: View): number => Math.max(0, (view.hover.peek()?.y ?? 0) - view.bands().begin);

const unknown = (key: string): Lane => ({
    key,
    label: key,
    condition: '',
    conn: null,
    protocol: null,
    life: null,
    requests: 0,
    items: { from: [], to: [], status: [], count: [], request: [], label: [] },
});

interface NameProps {
    look: Look;
    lane: Lane;
    index: number;
    where: string;
    selected: boolean;
}

function LaneName({ look, lane, index, where, selected }: NameProps) {
    const route = look.route.value;
    const pinned = route.pinned.includes(lane.key);
    return (
        <div
            id={`${where}-${index}`}
            class={selected ? 'lane-name selected' : 'lane-name'}
            role="row"
            aria-rowindex={index + 1}
            aria-selected={selected}
            onClick={(event) => {
                if (!(event.target as Element).closest('a, button')) look.go({ lane: lane.key }, 'replace');
            }}>
            <span role="gridcell" class="ellipsis" title={plain(lane.label)}>
                <Text of={lane.label} cut={120} />
                {route.by === 'connection' && lane.protocol !== null && <span class="lane-more">{lane.protocol}</span>}
            </span>
            <span role="gridcell" class="number quiet">
                {route.by === 'request' ? '' : count(lane.requests)}
            </span>
            <span role="gridcell" class="lane-acts">
                {inside(look, lane) !== '' && (
                    <a
                        href={inside(look, lane)}
                        class="icon-button"
                        title="These requests one below the other"
                        aria-label={`Requests of ${plain(lane.label)} one below the other`}>
                        ›
                    </a>
                )}
                <IconButton
                    icon="pin"
                    label={pinned ? `Unpin ${plain(lane.label)}` : `Pin ${plain(lane.label)}`}
                    pressed={pinned}
                    onClick={() => togglePin(look, lane.key)}
                />
            </span>
        </div>
    );
}

export function togglePin(look: Look, key: string): void {
    const { pinned } = look.route.peek();
    look.go({ pinned: pinned.includes(key) ? pinned.filter((each) => each !== key) : [...pinned, key] });
}

/** Where its requests stand one below the other; "" where a lane is one request. */
function inside(look: Look, lane: Lane): string {
    const { id, q, by } = look.route.value;
    if (by === 'request' || lane.condition === '') return '';
    if (lane.conn !== null && by === 'connection') return format(waterfallOf(id, lane.conn));
    return format({ ...timelineOf(id, withCondition(q, lane.condition)), by: 'request' });
}

import { useRef } from 'preact/hooks';
import { Canvas } from '../../ui/canvas';
import { useGestures } from '../../ui/gestures';
import { nanosOf } from '../../ui/timeaxis';
import { EDGE_PIXELS } from './geometry';
import { TrackHeads } from './heads';
import { hitAt } from './hit';
import { LaneNames } from './lanes/gutter';
import type { Look } from './look';
import { Flags } from './notes/flags';
import { paintTimeline, scaleOf } from './paint';
import { Reading } from './reading';
import type { View } from './view';

/** Tracks and lanes over one time: their names beside the canvas, which scrolls with them. */
export function Diagram({ look, view }: { look: Look; view: View }) {
    const box = useRef<HTMLDivElement>(null);
    const scroller = useRef<HTMLDivElement>(null);
    const { timeline } = look;
    const scale = () => scaleOf(timeline.shown.peek(), box.current?.clientWidth ?? 0);
    useGestures(box, timeline, {
        along: 'x',
        wheel: 'scroll',
        onScroll: (by) => {
            if (scroller.current !== null) scroller.current.scrollTop += by;
        },
        before: EDGE_PIXELS,
        after: EDGE_PIXELS,
        onHover: (at) => (view.hover.value = at),
        onPick: (at) => {
            const hit = hitAt(look, view, scale(), at);
            if (hit?.kind === 'flags') view.notes.card.value = { at: nanosOf(scale(), at.x), note: undefined };
            if (hit?.kind !== 'lane') return;
            const request = hit.item === undefined ? undefined : hit.lane?.items.request[hit.item];
            const how = look.route.peek().request === '' ? 'push' : 'replace';
            look.go({ lane: hit.key, ...(request === undefined ? {} : { request }) }, how);
        },
    });
    const busy = look.tracks.busy.value || look.lanes.shelves.busy.value;
    return (
        <div class="timeline-diagram">
            <div class="timeline-gutter">
                <TrackHeads look={look} view={view} />
                <LaneNames look={look} view={view} scroller={scroller} />
            </div>
            <Canvas
                label="The session over time. Lanes and their requests are in the grid before it and in the table."
                class={busy ? 'busy' : ''}
                box={box}
                paint={(surface) => paintTimeline(surface, look, view)}>
                <Flags look={look} view={view} scale={scale} />
                <Reading look={look} view={view} scale={scale} />
            </Canvas>
        </div>
    );
}

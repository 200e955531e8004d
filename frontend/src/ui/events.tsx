import { useRef, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { TraceEvent } from '../api';
import { argumentText, type EventLine, summary, unfolded } from './arguments';
import { offset } from './format';
import { Icon } from './icon';
import { Text } from './text';
import { useWindow } from './virtual';
import './events.css';

const LINE_PIXELS = 24;

interface EventsProps {
    events: readonly TraceEvent[];
    /** Said below the last one. */
    foot?: ComponentChildren;
    onEnd?: () => void;
}

/** Every event in order, only those in sight drawn; one opens to its arguments. */
export function Events({ events, foot, onEnd }: EventsProps) {
    const scroller = useRef<HTMLDivElement>(null);
    const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
    const lines = unfolded(events, open);
    const { from, to } = useWindow(scroller, LINE_PIXELS, lines.length);
    const toggle = (index: number) => {
        const next = new Set(open);
        if (!next.delete(index)) next.add(index);
        setOpen(next);
    };
    const scrolled = () => {
        if (to >= lines.length - 20) onEnd?.();
    };
    return (
        <div ref={scroller} class="events" role="list" aria-label="Events" tabIndex={0} onScroll={scrolled}>
            <div role="presentation" style={{ height: `${lines.length * LINE_PIXELS}px` }}>
                <div role="presentation" style={{ transform: `translateY(${from * LINE_PIXELS}px)` }}>
                    {lines.slice(from, to).map((line) => (
                        <Line key={keyOf(line)} line={line} open={open.has(line.index)} onToggle={toggle} />
                    ))}
                </div>
            </div>
            {foot !== undefined && (
                <div class="events-foot" role="listitem">
                    {foot}
                </div>
            )}
        </div>
    );
}

function keyOf(line: EventLine): string {
    return line.kind === 'event' ? `${line.index}` : `${line.index} ${line.name}`;
}

function Line({ line, open, onToggle }: { line: EventLine; open: boolean; onToggle: (index: number) => void }) {
    if (line.kind === 'argument') {
        const { text, label } = argumentText(line.value);
        return (
            <div class="event-argument mono" role="listitem">
                <span class="quiet">{line.name}</span>
                <span class="ellipsis">
                    <Text of={text} cut={2000} />
                    {label !== '' && <span class="label">{label}</span>}
                </span>
            </div>
        );
    }
    const { event } = line;
    return (
        <div class={open ? 'event open' : 'event'} role="listitem" title={event.at}>
            <button type="button" class="event-button" aria-expanded={open} onClick={() => onToggle(line.index)}>
                <Icon name="chevron" />
                <span class="number">{offset(event.offsetNanos)}</span>
                <span class="mono ellipsis event-probe">
                    <Text of={event.probe} />
                </span>
                <span class="mono ellipsis quiet">
                    <Text of={summary(event)} cut={300} />
                </span>
                <span class="quiet number" title={`thread ${event.tid}, its event number ${event.seq}`}>
                    {event.tid}
                </span>
            </button>
        </div>
    );
}

import { useComputed } from '@preact/signals';
import type { Look } from '../look';
import { valueAt, type Value } from './derive';
import { headTop, LANES } from './geometry';
import { adds, type Line, linesOf } from './lines';
import type { Plot } from './plot';
import { sayOf } from './say';
import { picture } from '../../../ui/patterns';
import { STATE_ROWS, statesAt } from './states';
import { colours } from '../../../ui/colours';

interface HeadProps {
    look: Look;
    plot: Plot;
}

/** Over each lane its lines: what each is, how it is drawn, what it says at the pointer; a press hides or shows it. */
export function Heads({ look, plot }: HeadProps) {
    return (
        <>
            {LANES.map((lane) => (
                <div key={lane.name} class="lane-head" style={{ top: headTop(lane) }}>
                    <strong>{lane.title}</strong>
                    {linesOf(lane.name, plot.perspective.value, plot.unit.value).map((line) => (
                        <Entry key={line.id} line={line} look={look} plot={plot} />
                    ))}
                    {lane.ribbons > 0 && <States look={look} plot={plot} />}
                </div>
            ))}
        </>
    );
}

function Entry({ line, look, plot }: HeadProps & { line: Line }) {
    const known = useComputed(() => plot.parts.value.some(({ series }) => series.series[line.id] !== undefined));
    const text = useComputed(() => {
        const at = look.timeline.cursor.value ?? look.moment.value;
        if (at === undefined || plot.hidden.value.has(line.id)) return '';
        const holds = line.style === 'steps' || line.style === 'dashes';
        const value = valueAt(plot.parts.value, at, holds, (series) => plot.columns(series, line));
        return value === undefined ? '–' : said(line, value, plot.perspective.value === 'rate');
    });
    if (!known.value) return null;
    return (
        <button
            type="button"
            class={`lane-line ${line.style}`}
            aria-pressed={!plot.hidden.value.has(line.id)}
            title={line.what}
            style={{ '--line-colour': `var(--${line.colour})` }}
            onClick={() => plot.toggle(line)}>
            <span class="swatch" aria-hidden="true" />
            {line.name} <span class="lane-value">{text}</span>
        </button>
    );
}

function said(line: Line, { least, most, last }: Value, rate: boolean): string {
    const say = sayOf(line.lane, line.unit ?? 'bytes');
    if (adds(line)) return rate ? `${say(last)}/s` : say(last);
    return least === most ? say(last) : `${say(least)} … ${say(most)}`;
}

/** What the patterns over the window's lines mean, and which of them held at the pointer. */
function States({ look, plot }: HeadProps) {
    const held = useComputed(() => {
        const at = look.timeline.cursor.value ?? look.moment.value;
        const part = at === undefined ? undefined : plot.parts.value.find((each) => at >= each.from && at <= each.to);
        return part === undefined || at === undefined ? [] : statesAt(part.series, at);
    });
    const found = useComputed(() =>
        STATE_ROWS.flat().filter((state) =>
            plot.parts.value.some(({ series }) => series.series[state.id] !== undefined),
        ),
    );
    return (
        <span class="lane-states">
            {found.value.map((state) => (
                <span
                    key={state.id}
                    title={state.name}
                    class={held.value.includes(state.name) ? 'lane-state held' : 'lane-state'}>
                    <img
                        src={picture(state.pattern, colours()[state.colour])}
                        style={{ background: `color-mix(in srgb, var(--${state.colour}) 30%, transparent)` }}
                        alt=""
                        width="12"
                        height="9"
                    />
                    <span class="lane-state-name">{state.name}</span>
                </span>
            ))}
        </span>
    );
}

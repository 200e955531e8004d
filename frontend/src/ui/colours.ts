import { signal } from '@preact/signals';

const NAMES = [
    'ground',
    'surface',
    'sunken',
    'selected',
    'line',
    'edge',
    'ink',
    'ink-2',
    'ink-3',
    'accent',
    'accent-soft',
    'good',
    'info',
    'warn',
    'warn-soft',
    'bad',
    'bad-soft',
    'frame-ack',
    'frame-stream',
    'frame-crypto',
    'frame-flow',
    'frame-close',
    'frame-path',
    'frame-other',
    'plot-sent',
    'plot-received',
    'plot-acked',
    'plot-lost',
    'plot-cwnd',
    'plot-inflight',
    'plot-limit',
    'plot-stream-limit',
    'plot-mark',
    'verdict-server',
    'verdict-receiving',
    'verdict-waiting',
    'verdict-cwnd',
    'verdict-blocked',
    'verdict-retransmitting',
    'verdict-ack',
    'verdict-stroke',
    'stream-1',
    'stream-2',
    'stream-3',
    'stream-4',
    'stream-5',
    'stream-6',
    'fill-1',
    'fill-2',
    'fill-3',
    'fill-4',
    'fill-5',
    'fill-none',
    'fill-http1',
    'fill-http2',
    'fill-http3',
    'on-fill',
    'fill-stroke',
] as const;

export type ColourName = (typeof NAMES)[number];
/** The theme's colours as a canvas wants them, and its two typefaces. */
export type Colours = Readonly<Record<ColourName | 'font' | 'mono', string>>;

function read(): Colours {
    const probe = document.createElement('span');
    probe.hidden = true;
    document.body.append(probe);
    const found: Record<string, string> = {};
    const style = getComputedStyle(probe);
    for (const name of NAMES) {
        // A token may be light-dark(…): only as the value of a property the browser says which.
        probe.style.color = `var(--${name})`;
        found[name] = style.color;
    }
    for (const name of ['font', 'mono']) {
        probe.style.fontFamily = `var(--${name})`;
        found[name] = style.fontFamily;
    }
    probe.remove();
    return found as Colours;
}

const now = signal<Colours | undefined>(undefined);

function watch(): void {
    const again = () => {
        now.value = read();
    };
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
    new MutationObserver(again).observe(document.documentElement, { attributeFilter: ['data-theme'] });
}

/** The colours of the theme as it is now: whoever reads them in a signal's reaction is told when it changes. */
export function colours(): Colours {
    if (now.peek() === undefined) {
        now.value = read();
        watch();
    }
    return now.value as Colours;
}

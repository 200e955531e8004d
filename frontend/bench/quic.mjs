// One large connection in a headless browser, each way to look at it: `node bench/quic.mjs URL SESSION`, for BrowserBench.
import { chromium } from '@playwright/test';
import { begin, moveDiagram, moveList } from './moving.mjs';

const [url, session] = process.argv.slice(2);
const LOADS = 5;
const MOVING_MILLIS = 4000;
const SETTLED_MILLIS = 1000;
const CLOSE_PACKETS = 2000;

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--enable-precise-memory-info',
    ],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
const errors = [];
context.on('weberror', (error) => errors.push(error.error()));

const home = await context.newPage();
await home.goto(url);
await home.waitForLoadState('networkidle');
const firstScripts = await home.evaluate(() =>
    performance
        .getEntriesByType('resource')
        .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
        .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
);
const summary = await home.evaluate(
    async (path) => (await fetch(path)).json(),
    `/api/sessions/${session}/connections/1/quic`,
);
await home.close();

const lasts = summary.lastOffsetNanos - summary.firstOffsetNanos;
const middle = summary.firstOffsetNanos + Math.round(lasts / 2);
const near = Math.round((lasts * CLOSE_PACKETS) / (summary.packets.sent + summary.packets.received));
const close = `&from=${middle}&to=${middle + near}`;
// From all of it the wheel goes to some thousand packets and back; where few are shown it stays among them.
const SEQUENCE = { move: moveDiagram, box: '.sequence-canvas .canvas-box', ctrl: true, power: 2 };
const CONGESTION = { move: moveDiagram, box: '.quic-panel .canvas-box', ctrl: false, power: 1 };
const STREAMS = { move: moveDiagram, box: '.stream-split .canvas-box', ctrl: true, power: 4 };
const views = [
    { name: 'Sequence, all of it', query: 'view=sequence', ...SEQUENCE, depth: 6 },
    { name: `Sequence, ${CLOSE_PACKETS} packets`, query: `view=sequence${close}`, ...SEQUENCE, depth: 0.7 },
    { name: 'Congestion', query: 'view=congestion', ...CONGESTION, depth: 8 },
    { name: 'Streams', query: 'view=streams', ...STREAMS, depth: 6 },
    { name: 'Packets', query: 'view=packets', move: moveList },
];

/** A page just opened there, and how long that took from its navigation until the diagram showed data. */
async function opened(query) {
    const page = await context.newPage();
    await page.goto(new URL(`/sessions/${session}/quic?conn=1&${query}`, url).href);
    const millis = await page.evaluate(
        () =>
            new Promise((done) => {
                const look = () => {
                    const mark = performance.getEntriesByName('diagram painted')[0];
                    if (mark === undefined) requestAnimationFrame(look);
                    else done(mark.startTime);
                };
                look();
            }),
    );
    return { page, millis };
}

async function heapOf(page) {
    const tools = await context.newCDPSession(page);
    await tools.send('Performance.enable');
    const used = async () => {
        const { metrics } = await tools.send('Performance.getMetrics');
        return metrics.find(({ name }) => name === 'JSHeapUsedSize').value / 1e6;
    };
    const before = await used();
    await tools.send('HeapProfiler.collectGarbage');
    return { before, after: await used() };
}

async function measure({ query, move, box, ctrl, power, depth }) {
    const first = await opened(query);
    await first.page.close();
    const loads = [];
    for (let i = 1; i < LOADS; i++) {
        const { page, millis } = await opened(query);
        loads.push(millis);
        await page.close();
    }
    const { page, millis } = await opened(query);
    loads.push(millis);
    loads.sort((a, b) => a - b);
    await page.waitForTimeout(500);
    await page.evaluate(begin);
    const { seconds, frames } = await page.evaluate(move, { length: MOVING_MILLIS, box, ctrl, power, depth });
    frames.sort((a, b) => a - b);
    const heap = await heapOf(page);
    await page.close();
    // what the server still reads for a page that is gone is not the next view's
    await new Promise((go) => setTimeout(go, SETTLED_MILLIS));
    return {
        paint: loads[Math.floor(LOADS / 2)],
        slowest: loads.at(-1),
        rate: frames.length / seconds,
        usual: frames[Math.floor(frames.length / 2)],
        late: frames[Math.floor(frames.length * 0.99)],
        heap: heap.before,
        collected: heap.after,
    };
}

const COLUMNS = ['first paint ms', 'slowest', 'frames/s', 'frame ms', '99 of 100', 'heap MB', 'collected'];
const row = (name, cells) => console.log(name.padEnd(24) + cells.map((cell) => String(cell).padStart(15)).join(''));

row('', COLUMNS);
const found = [];
for (const view of views) {
    const of = await measure(view);
    found.push(of);
    const cells = [of.paint.toFixed(0), of.slowest.toFixed(0)];
    row(view.name, [...cells, ...[of.rate, of.usual, of.late, of.heap, of.collected].map((value) => value.toFixed(1))]);
}
await browser.close();
if (errors.length > 0) throw errors[0];

console.log(`first page: ${(firstScripts / 1024).toFixed(1)} KB of JavaScript as sent`);
const worst = (of, choose) => choose(...found.map(of));
console.log(
    `browser firstPaintMillis=${worst(({ paint }) => paint, Math.max).toFixed(0)}` +
        ` framesPerSecond=${worst(({ rate }) => rate, Math.min).toFixed(1)}` +
        ` heapMB=${worst(({ heap }) => heap, Math.max).toFixed(1)}`,
);

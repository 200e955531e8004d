// A list of very many requests in a headless browser: `node bench/list.mjs URL SESSION`, for BrowserBench.
import { chromium } from '@playwright/test';

const [url, session] = process.argv.slice(2);
const STOPS = Number(process.env.STOPS ?? 300);
const SLOWEST_MILLIS = 20_000;

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
const errors = [];
context.on('weberror', (error) => errors.push(error.error()));
const page = await context.newPage();
await page.goto(url);
const begun = Date.now();
await page.goto(new URL(`/sessions/${session}`, url).href);
await page.locator('.requests .grid-row[aria-selected]').first().waitFor();
const firstRows = Date.now() - begun;

const tools = await context.newCDPSession(page);
await tools.send('Performance.enable');
async function heap() {
    await tools.send('HeapProfiler.collectGarbage');
    const { metrics } = await tools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'JSHeapUsedSize').value / 1e6;
}

/** Goes from the top to the end, stopping until the rows there are read; gives how long each stop took. */
const through = ({ stops, slowest, back }) => {
    const box = document.querySelector('.requests.grid-box');
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const ready = () =>
        box.querySelector('.grid-waiting') === null && box.querySelector('.grid-row[aria-selected]') !== null;
    return (async () => {
        const millis = [];
        for (let i = 0; i <= stops; i++) {
            const share = back ? 1 - i / stops : i / stops;
            const since = performance.now();
            box.scrollTop = share * (box.scrollHeight - box.clientHeight);
            await frame();
            await frame();
            while (!ready()) {
                if (performance.now() - since > slowest) throw new Error(`nothing came at ${share} of the list`);
                await frame();
            }
            millis.push(performance.now() - since);
        }
        const grid = box.querySelector('[role="grid"]');
        return { millis, rows: Number(grid.getAttribute('aria-rowcount')) - 1 };
    })();
};

const before = await heap();
const down = await page.evaluate(through, { stops: STOPS, slowest: SLOWEST_MILLIS, back: false });
const after = await heap();
const up = await page.evaluate(through, { stops: Math.ceil(STOPS / 20), slowest: SLOWEST_MILLIS, back: true });
const last = await heap();
await browser.close();
if (errors.length > 0) throw errors[0];

const stops = [...down.millis, ...up.millis].sort((a, b) => a - b);
const at = (share) => stops[Math.floor((stops.length - 1) * share)].toFixed(0);
console.log(`a list of ${down.rows.toLocaleString('en-US')} requests, first rows after ${firstRows} ms`);
console.log(`${stops.length} stops from end to end and back: ${at(0.5)} ms until rows are read, 99 of 100 ${at(0.99)} ms`);
console.log(`heap: ${before.toFixed(1)} MB at the top, ${after.toFixed(1)} at the end, ${last.toFixed(1)} back at the top`);
console.log(`browser listRows=${down.rows} listStopMillis=${at(0.5)} heapMB=${Math.max(before, after, last).toFixed(1)}`);

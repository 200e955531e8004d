// A session of many requests over time in a headless browser: `node bench/timeline.mjs URL SESSION`, for BrowserBench.
import { chromium } from '@playwright/test';
import { begin, moveDiagram } from './moving.mjs';

const [url, session] = process.argv.slice(2);
const LOADS = 5;
const MOVING_MILLIS = 6000;

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
const errors = [];
context.on('weberror', (error) => errors.push(error.error()));
const home = await context.newPage();
await home.goto(url);
await home.close();

/** A page just opened there, and how long that took from its navigation until tracks and lanes showed data. */
async function opened() {
    const page = await context.newPage();
    await page.goto(new URL(`/sessions/${session}/timeline`, url).href);
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

const loads = [];
for (let i = 1; i < LOADS; i++) {
    const { page, millis } = await opened();
    loads.push(millis);
    await page.close();
}
const { page, millis } = await opened();
loads.push(millis);
// The first has the server look at every request; the others find it done.
const [cold] = loads;
loads.sort((a, b) => a - b);
await page.waitForTimeout(1000);
await page.evaluate(begin);
const { seconds, frames } = await page.evaluate(moveDiagram, {
    length: MOVING_MILLIS,
    box: '.timeline-diagram .canvas-box',
    ctrl: true,
    power: 4,
    depth: 6,
});
frames.sort((a, b) => a - b);
await browser.close();
if (errors.length > 0) throw errors[0];

const warm = loads[Math.floor(LOADS / 2)];
const rate = frames.length / seconds;
const late = frames[Math.floor(frames.length * 0.99)];
console.log(
    `Timeline: first of all ${cold.toFixed(0)} ms, then ${warm.toFixed(0)} ms; moving ${rate.toFixed(1)} frames/s,` +
        ` 99 of 100 within ${late.toFixed(1)} ms`,
);
console.log(`browser timelineMillis=${warm.toFixed(0)} timelineFps=${rate.toFixed(1)}`);

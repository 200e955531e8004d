// One large connection in a headless browser: `node bench/quic.mjs URL SESSION` prints what BrowserBench reads.
import { chromium } from '@playwright/test';

const [url, session] = process.argv.slice(2);
const LOADS = 5;
const MOVING_MILLIS = 4000;

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
    ],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
page.on('pageerror', (error) => {
    throw error;
});
await page.goto(url);

/** From the start of the navigation until the diagram shows data. */
async function firstPaint() {
    await page.goto(new URL(`/sessions/${session}/quic?conn=1&view=congestion`, url).href);
    return page.evaluate(
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
}

/** Frames while the wheel and a drag move the diagram at every one of them: to the closest, along, and back. */
const moving = (millis) =>
    page.evaluate(
        (length) =>
            new Promise((done) => {
                const box = document.querySelector('.canvas-box');
                const { left, top, width } = box.getBoundingClientRect();
                const frames = [];
                const act = (type, event) => box.dispatchEvent(event(type));
                const pointer = (x) => (type) =>
                    new PointerEvent(type, { clientX: left + x, clientY: top + 300, button: 0, pointerId: 1 });
                box.setPointerCapture = () => undefined;
                const begun = performance.now();
                let last = begun;
                let held = false;
                const step = (now) => {
                    frames.push(now - last);
                    last = now;
                    const share = (now - begun) / length;
                    if (share >= 1) {
                        if (held) act('pointerup', pointer(0));
                        done({ seconds: (now - begun) / 1000, frames: frames.slice(1) });
                        return;
                    }
                    if (share < 0.35 || share > 0.65) {
                        const deltaY = share < 0.35 ? -40 : 40;
                        const clientX = left + width * 0.4;
                        if (held) act('pointerup', pointer(0));
                        held = false;
                        act('wheel', (type) => new WheelEvent(type, { deltaY, clientX, clientY: top + 300, cancelable: true }));
                    } else {
                        if (!held) act('pointerdown', pointer(width * 0.5));
                        held = true;
                        act('pointermove', pointer(width * (0.5 + 0.4 * Math.sin(share * 40))));
                    }
                    requestAnimationFrame(step);
                };
                requestAnimationFrame(step);
            }),
        millis,
    );

await firstPaint();
const loads = [];
for (let i = 0; i < LOADS; i++) loads.push(await firstPaint());
loads.sort((a, b) => a - b);
await page.waitForTimeout(500);
const { seconds, frames } = await moving(MOVING_MILLIS);
frames.sort((a, b) => a - b);
const tools = await page.context().newCDPSession(page);
await tools.send('Performance.enable');
const heap = async () => {
    const { metrics } = await tools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'JSHeapUsedSize').value / 1e6;
};
const heapBefore = await heap();
await tools.send('HeapProfiler.collectGarbage');
const heapAfter = await heap();
await browser.close();

const median = loads[Math.floor(LOADS / 2)];
const worst = frames[Math.floor(frames.length * 0.99)];
const line = (what, value) => console.log(`${what.padEnd(44)} ${value}`);
line('first paint, ms, median and worst', `${median.toFixed(0)} ${loads.at(-1).toFixed(0)}`);
line('frames a second while zooming and panning', (frames.length / seconds).toFixed(1));
line('99 of 100 frames within, ms', worst.toFixed(1));
line('heap after that, MB, and once collected', `${heapBefore.toFixed(1)} ${heapAfter.toFixed(1)}`);
console.log(
    `browser firstPaintMillis=${median.toFixed(0)} framesPerSecond=${(frames.length / seconds).toFixed(1)} heapMB=${heapBefore.toFixed(1)}`,
);

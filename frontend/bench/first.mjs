// The first page of a session of very many headers in a headless browser: `node bench/first.mjs URL SESSION`, for BrowserBench.
import { chromium } from '@playwright/test';

const [url, session] = process.argv.slice(2);
const WAITS = 20_000;

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
const errors = [];
context.on('weberror', (error) => errors.push(error.error()));
// The token becomes a cookie without any page: nothing of the session is read, and nothing kept by the browser.
await context.request.get(url, { maxRedirects: 0 });

const page = await context.newPage();
const tools = await context.newCDPSession(page);
await tools.send('Network.enable');
const sent = new Map();
tools.on('Network.requestWillBeSent', ({ requestId, request, timestamp }) =>
    sent.set(requestId, { path: new URL(request.url).pathname, url: request.url, from: timestamp, bytes: 0 }),
);
tools.on('Network.loadingFinished', ({ requestId, encodedDataLength, timestamp }) =>
    Object.assign(sent.get(requestId) ?? {}, { bytes: encodedDataLength, to: timestamp }),
);

/** Watches from the page's very beginning, frame by frame, for what a person waits for; in milliseconds since then. */
await page.addInitScript(() => {
    const seen = {};
    globalThis.seenAt = seen;
    const wanted = {
        rows: () => document.querySelector('.requests .grid-row[aria-selected]') !== null,
        facets: () => document.querySelector('.facet-toggle') !== null,
        allFacets: () =>
            document.querySelectorAll('.facet ul').length >= 6 && document.querySelector('.facet-old') === null,
    };
    const look = () => {
        for (const [name, there] of Object.entries(wanted))
            if (!(name in seen) && there()) seen[name] = performance.now();
        if (Object.keys(seen).length < Object.keys(wanted).length) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
});
await page.goto(new URL(`/sessions/${session}`, url).href);
await page.evaluate(
    (waits) =>
        new Promise((done, failed) => {
            const look = () => {
                if ('rows' in globalThis.seenAt && 'allFacets' in globalThis.seenAt) done();
                else if (performance.now() > waits) failed(new Error('the page is not there'));
                else requestAnimationFrame(look);
            };
            look();
        }),
    WAITS,
);
await page.waitForLoadState('networkidle');
const first = await page.evaluate(() => ({
    ...globalThis.seenAt,
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
}));
const begun = Math.min(...[...sent.values()].map(({ from }) => from));
const loads = [...sent.values()].filter(({ to }) => to !== undefined);
const scripts = loads.filter(({ path }) => path.endsWith('.js')).reduce((sum, { bytes }) => sum + bytes, 0) / 1024;

/** From the key to the frame in which the answer to it is drawn; a key that asks nothing (what is known is shown) is left out. */
const typed = [];
const box = page.getByRole('combobox', { name: 'Search requests' });
await box.focus();
await page.evaluate(() => {
    const keys = (globalThis.keys = { since: 0, millis: [] });
    addEventListener('keydown', () => (keys.since = performance.now()), { capture: true });
    const drawn = () => requestAnimationFrame(() => setTimeout(() => keys.millis.push(performance.now() - keys.since)));
    new PerformanceObserver((list) => {
        for (const { name } of list.getEntries()) if (name.includes('/completions')) drawn();
    }).observe({ type: 'resource' });
});
for (const key of 'status >= 400 and req.user-agent ~ ') {
    await page.keyboard.press(key === ' ' ? 'Space' : key);
    await page.waitForTimeout(250);
}
typed.push(...(await page.evaluate(() => globalThis.keys.millis)));
await box.fill('');

/** From the click on a facet's value to all facets being of what is asked then. */
const clicks = [];
for (const name of ['status', 'method', 'protocol']) {
    const millis = await page.evaluate(
        ([field, waits]) =>
            new Promise((done, failed) => {
                const section = [...document.querySelectorAll('.facet')].find(
                    (each) => each.getAttribute('aria-label')?.toLowerCase() === field,
                );
                const since = performance.now();
                const before = location.search;
                section.querySelector('.facet-toggle').click();
                const look = () => {
                    const old = document.querySelector('.facet-old') !== null || location.search === before;
                    if (!old) done(performance.now() - since);
                    else if (performance.now() - since > waits) failed(new Error(`no facets of ${field}`));
                    else requestAnimationFrame(look);
                };
                requestAnimationFrame(() => requestAnimationFrame(look));
            }),
        [name, WAITS],
    );
    clicks.push(millis);
}
await browser.close();
if (errors.length > 0) throw errors[0];

for (const { url: asked, from, to, bytes } of process.env.WATERFALL ? loads : [])
    console.log(
        `${(1000 * (from - begun)).toFixed(0).padStart(6)} ${(1000 * (to - begun)).toFixed(0).padStart(6)} ms ${(bytes / 1024).toFixed(1).padStart(7)} KB ${asked.slice(url.indexOf('/', 8))}`,
    );
const worst = (all) => Math.max(...all).toFixed(0);
console.log(
    `first page: painted after ${first.paint.toFixed(0)} ms, rows ${first.rows.toFixed(0)}, facets ${first.allFacets.toFixed(0)}`,
);
console.log(
    `facets of a value that is clicked: ${clicks.map((each) => each.toFixed(0)).join(', ')} ms; worst keystroke ${worst(typed)} ms`,
);
console.log(
    `browser firstPaintMillis=${first.rows.toFixed(0)} firstFacetMillis=${first.allFacets.toFixed(0)} facetMillis=${worst(clicks)} ` +
        `completionMillis=${worst(typed)} firstPageKB=${scripts.toFixed(1)}`,
);

import AxeBuilder from '@axe-core/playwright';
import type { APIRequestContext, Page } from '@playwright/test';
import { type Explorer, expect, session, test } from './server';

const REQUESTS = 4000;
const BEGAN = 1_795_000_000_000;

/** Ten requests a connection, one a millisecond; the longer the smaller `i % 397`, and every hundredth never answered. */
function log(): string {
    const lines: object[] = [];
    for (let i = 0; i < REQUESTS; i++) {
        const of = { tid: 100, conn_id: 1 + Math.floor(i / 10), req_id: 1 + (i % 10) };
        const time = BEGAN + i;
        const header = (type: string, name: string, value: string, at: number) =>
            lines.push({ type, ...of, name, name_len: name.length, value, value_len: value.length, time: at });
        lines.push({ type: 'receive_request', ...of, http_version: 257, time });
        header('receive_request_header', ':method', 'GET', time);
        header('receive_request_header', ':path', `/p/${i}`, time);
        header('receive_request_header', 'x-tenant', `tenant-${i % 7}`, time);
        if (i % 100 === 99) continue;
        const answered = time + 400 - (i % 397);
        lines.push({ type: 'send_response', ...of, status: 200, time: answered });
        header('send_response_header', 'x-cache', i % 2 === 0 ? 'hit' : 'miss', answered);
    }
    return lines.map((line) => JSON.stringify({ module: 'h2o', ...line }) + '\n').join('');
}

/** A session of such a log, whole. */
async function imported(request: APIRequestContext, open: Explorer): Promise<string> {
    const answer = await request.post(`${open.origin}/api/import?name=list.jsonl`, {
        headers: { 'X-Hydroscope': '1', Origin: open.origin, 'Content-Type': 'application/octet-stream' },
        data: Buffer.from(log()),
    });
    expect(answer.status(), await answer.text()).toBe(201);
    const { id } = (await answer.json()) as { id: string };
    const state = async () =>
        ((await (await request.get(`${open.origin}/api/sessions/${id}`)).json()) as { state: string }).state;
    await expect.poll(state, { timeout: 60_000 }).toBe('sealed');
    return id;
}

const rows = (page: Page) => page.locator('.grid-row[aria-selected]');
const grid = (page: Page) => page.getByRole('grid', { name: 'Requests' });
const rowOf = (page: Page, path: string) =>
    rows(page).filter({ has: page.locator('[data-column="path"]', { hasText: new RegExp(`^${path}$`) }) });
const chosen = (page: Page) => page.locator('.grid-row[aria-selected="true"] > [data-column="path"]');
const cells = (page: Page, column: string) =>
    page.locator(`.grid-row[aria-selected] > [data-column="${column}"]`).allInnerTexts();
const scrollTo = (page: Page, share: number) =>
    page.locator('.requests.grid-box').evaluate((box, to) => box.scrollTo(0, box.scrollHeight * to), share);

async function nothingSerious(page: Page): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const { violations } = await new AxeBuilder({ page }).analyze();
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(serious.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    }
}

test('columns, marks, order and keys of a list of some thousand', async ({ open, page }) => {
    const id = await imported(page.request, open);
    await page.goto(`${open.origin}/sessions/${id}`);
    await expect(rowOf(page, `/p/${REQUESTS - 1}`)).toBeVisible();
    await expect(grid(page)).toHaveAttribute('aria-rowcount', String(REQUESTS + 1));

    await test.step('a header that was seen becomes a column, kept in the address', async () => {
        await page.keyboard.press('C');
        await page.getByRole('textbox', { name: /^Find a header/ }).fill('tenan');
        await page.getByRole('button', { name: /^req\.x-tenant/ }).click();
        await page.getByRole('textbox', { name: /^Find a header/ }).fill('res.x-c');
        await page.getByRole('button', { name: /^res\.x-cache/ }).click();
        await nothingSerious(page);
        await page.getByRole('button', { name: 'res.x-cache further left' }).click();
        await page.keyboard.press('Escape');
        await expect(page).toHaveURL(/columns=res\.x-cache,req\.x-tenant|columns=res\.x-cache%2Creq\.x-tenant/);
        await page.reload();
        const row = rowOf(page, `/p/${REQUESTS - 2}`);
        await expect(row.locator('[data-column="req.x-tenant"]')).toHaveText(`tenant-${(REQUESTS - 2) % 7}`);
        await expect(row.locator('[data-column="res.x-cache"]')).toHaveText('hit');
        await expect(rowOf(page, `/p/${REQUESTS - 1}`).locator('[data-column="res.x-cache"]')).toHaveText('–');
        const heads = await page.getByRole('columnheader').allInnerTexts();
        expect(heads.indexOf('res.x-cache')).toBe(heads.indexOf('req.x-tenant') - 1);
    });

    await test.step('a second query marks rows, and n and N go to them, read or not', async () => {
        await page.keyboard.press('*');
        const box = page.getByRole('combobox', { name: 'Highlight requests' });
        await expect(box).toBeFocused();
        await box.fill('path = /p/3990 or path = /p/2000 or path = /p/3');
        await box.press('Enter');
        await expect(page).toHaveURL(/highlight=path/);
        await expect(rowOf(page, '/p/3990')).toHaveClass(/highlighted/);
        await expect(rowOf(page, '/p/3991')).not.toHaveClass(/highlighted/);
        await grid(page).focus();
        for (const [key, path] of [
            ['n', '/p/3990'],
            ['n', '/p/2000'],
            ['n', '/p/3'],
            ['N', '/p/2000'],
            ['N', '/p/3990'],
        ] as const) {
            await page.keyboard.press(key);
            await expect(chosen(page)).toHaveText(path);
            await expect(chosen(page)).toBeInViewport();
        }
        await page.goto(`${open.origin}/sessions/${id}`);
        await expect(rowOf(page, `/p/${REQUESTS - 1}`)).toBeVisible();
    });

    await test.step('far away and back, each row stands where it belongs', async () => {
        for (const share of [0.5, 1, 0.25, 0]) {
            await scrollTo(page, share);
            await expect(page.locator('.grid-waiting')).toHaveCount(0);
            await expect(rows(page).nth(10)).toBeVisible();
            const places = await rows(page).evaluateAll((all) =>
                all.map((row) => [row.getAttribute('aria-rowindex'), row.querySelector('.mono')?.textContent]),
            );
            expect(places).toEqual(places.map(([index]) => [index, `/p/${REQUESTS + 1 - Number(index)}`]));
        }
    });

    await test.step('a note on a request marks its row, with what it says', async () => {
        const row = rowOf(page, `/p/${REQUESTS - 3}`);
        await expect(row.getByRole('img', { name: /^Note/ })).toHaveCount(0);
        await row.click();
        await page.keyboard.press('Enter');
        await expect(page.getByRole('tab', { name: 'Headers' })).toBeFocused();
        await page.keyboard.press('m');
        await page.getByRole('textbox', { name: 'A note on this request' }).fill('slow since the deploy');
        await page.keyboard.press('Control+Enter');
        await expect(row.getByRole('img', { name: 'Note: slow since the deploy' })).toBeVisible();
        await expect(page.locator('.noted')).toHaveCount(1);
        await page.getByRole('button', { name: 'Delete the note' }).click();
        await expect(page.locator('.noted')).toHaveCount(0);
        await page.goto(`${open.origin}/sessions/${id}`);
        await expect(row).toBeVisible();
    });

    await test.step('by keys alone: to a row, its ends, its panel, its menu, and out again', async () => {
        await grid(page).focus();
        await page.keyboard.press('j');
        await expect(chosen(page)).toHaveText(`/p/${REQUESTS - 1}`);
        await page.keyboard.press('j');
        await expect(chosen(page)).toHaveText(`/p/${REQUESTS - 2}`);
        await page.keyboard.press('k');
        await expect(chosen(page)).toHaveText(`/p/${REQUESTS - 1}`);
        await grid(page).focus();
        await page.keyboard.press('End');
        await expect(chosen(page)).toHaveText('/p/0');
        await expect(chosen(page)).toBeInViewport();
        await page.keyboard.press('PageUp');
        await expect(chosen(page)).not.toHaveText('/p/0');
        await page.keyboard.press('Home');
        await expect(chosen(page)).toHaveText(`/p/${REQUESTS - 1}`);
        await page.keyboard.press('Enter');
        await expect(page.getByRole('tab', { name: 'Headers' })).toBeFocused();
        await grid(page).focus();
        await page.keyboard.press('m');
        await expect(page.getByRole('menu')).toBeVisible();
        await nothingSerious(page);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('menu')).toHaveCount(0);
        await expect(grid(page)).toBeFocused();
        await page.keyboard.press('Escape');
        await expect(page).not.toHaveURL(/request=/);
        await expect(grid(page)).toBeFocused();
    });
});

test('a list by duration is read to its end both ways, those without one last', async ({ open, page }) => {
    const id = await imported(page.request, open);
    await page.goto(`${open.origin}/sessions/${id}`);
    await expect(rowOf(page, `/p/${REQUESTS - 1}`)).toBeVisible();
    await expect(page.locator('.narrowed-count')).toContainText('4,000');
    for (const [order, first] of [
        ['duration', '400 ms'],
        ['fastest', '4.00 ms'],
    ] as const) {
        await page.getByRole('button', { name: 'Duration', exact: true }).click();
        await expect(page).toHaveURL(new RegExp(`order=${order}`));
        await expect(rows(page).first().locator('[data-column="duration"]')).toContainText(first);
        await grid(page).focus();
        await page.keyboard.press('End');
        await expect(page.locator('.list-failure')).toHaveCount(0);
        await page.keyboard.press('Escape');
        await expect(async () => {
            await scrollTo(page, 1);
            await expect(page.locator('.grid-foot')).toContainText('4,000 requests', { timeout: 300 });
        }).toPass({ timeout: 45_000, intervals: [0] });
        await expect(grid(page)).toHaveAttribute('aria-rowcount', String(REQUESTS + 1));
        await scrollTo(page, 1);
        await expect(page.locator(`.grid-row[aria-rowindex="${REQUESTS + 1}"]`)).toBeVisible();
        await expect(page.locator('.grid-waiting')).toHaveCount(0);
        const without = (await cells(page, 'path')).filter((path) => path.endsWith('99'));
        expect(without.length).toBeGreaterThan(10);
        expect((await cells(page, 'path')).slice(-without.length)).toEqual(without);
    }
});

test('paused, what comes waits; resumed, all of it is there', async ({ open, page, standIn }) => {
    const total = 600;
    const server = await standIn('--wait', '--linger', '--requests', String(total), '--rate', '2000');
    const id = await session(page.request, open.origin, { pid: server.pid, preset: 'http', name: 'live' });
    await page.goto(`${open.origin}/sessions/${id}`);
    await expect(rows(page).nth(3)).toBeVisible();
    await page.keyboard.press('p');
    await expect(page.getByRole('button', { name: /^Resume/ })).toBeVisible();
    const shown = await grid(page).getAttribute('aria-rowcount');
    const first = await rows(page).first().getAttribute('id');
    const stored = async () => {
        const keys = new Set<string>();
        let after = '';
        do {
            const answer = await page.request.get(`${open.origin}/api/sessions/${id}/requests?limit=500${after}`);
            const read = (await answer.json()) as { rows: { conn: number; req: number }[]; next?: string };
            for (const { conn, req } of read.rows) keys.add(`requests-${conn}/${req}`);
            after = read.next === undefined ? '' : `&after=${read.next}`;
        } while (after !== '');
        return keys;
    };
    await expect.poll(async () => (await stored()).size, { timeout: 60_000 }).toBeGreaterThanOrEqual(total);
    expect(total - Number(shown)).toBeGreaterThan(100);
    await expect(async () => {
        const waiting = (await stored()).size + 1 - Number(shown);
        await expect(page.getByRole('button', { name: `Resume ${waiting} waiting` })).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 20_000 });
    const all = await stored();
    expect(await grid(page).getAttribute('aria-rowcount')).toBe(shown);
    expect(await rows(page).first().getAttribute('id')).toBe(first);

    await page.keyboard.press('p');
    await expect(grid(page)).toHaveAttribute('aria-rowcount', String(all.size + 1));
    const seen = new Set<string>();
    for (let index = 2; index <= all.size + 1; index += 10) {
        await page.locator('.requests.grid-box').evaluate((box, top) => box.scrollTo(0, top), (index - 2) * 28);
        await expect(page.locator(`.grid-row[aria-selected][aria-rowindex="${index}"]`)).toBeVisible();
        for (const key of await rows(page).evaluateAll((drawn) => drawn.map((row) => row.id))) seen.add(key);
    }
    expect([...all].filter((key) => !seen.has(key))).toEqual([]);
    expect(seen.size).toBe(all.size);
});

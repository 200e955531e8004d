import AxeBuilder from '@axe-core/playwright';
import type { APIRequestContext, Page } from '@playwright/test';
import { type Explorer, expect, session, type StandIn, test } from './server';

/** How the page is seen: narrow, usual and wide, light and dark. */
const SIGHTS = [
    { width: 1280, height: 800, theme: 'light' },
    { width: 800, height: 700, theme: 'dark' },
    { width: 1920, height: 1080, theme: 'light' },
] as const;

/** Axe reads every letter of a page four times over: that takes what it takes. */
test.describe.configure({ timeout: 600_000 });

/** What stands beside a part was read with the view that it is opened on: only the part is read, where there is one. */
async function nothingSerious(page: Page, where: string, part = 'html'): Promise<void> {
    for (const { width, height, theme } of SIGHTS) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        const { violations } = await new AxeBuilder({ page }).include(part).analyze();
        const serious = violations
            .filter(({ impact }) => impact === 'serious' || impact === 'critical')
            .map(
                ({ id, nodes }) =>
                    `${where}, ${theme}, ${width}: ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
            );
        expect.soft(serious).toEqual([]);
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect.soft(beyond, `${where} is wider than a window of ${width}`).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
}

/** A sealed session with HTTP/3 in it, and two of its requests. */
async function recorded(request: APIRequestContext, open: Explorer, server: StandIn) {
    const id = await session(request, open.origin, { pid: server.pid, preset: 'all', name: 'axe' });
    const q = encodeURIComponent('protocol = HTTP/3 and status >= 200');
    const found = async () => {
        const answer = await request.get(`${open.origin}/api/sessions/${id}/requests?q=${q}&limit=2`);
        return ((await answer.json()) as { rows: { conn: number; req: number }[] }).rows;
    };
    await expect.poll(async () => (await found()).length, { timeout: 30_000 }).toBe(2);
    await request.post(`${open.origin}/api/sessions/${id}/stop`, {
        headers: { 'X-Hydroscope': '1', Origin: open.origin },
    });
    const [one, other] = (await found()).map(({ conn, req }) => `${conn}/${req}`);
    return { path: `${open.origin}/sessions/${id}`, one, other, conn: one?.split('/')[0] };
}

/** Nothing on the page says any more that it waits. */
const settled = (page: Page) =>
    expect(page.getByText(/^(Reading the|Opening|Adding up|Counting)\b.*…$/)).toHaveCount(0, { timeout: 15_000 });

test('axe finds nothing serious on the way to a session', async ({ open, page, standIn }) => {
    const server = await standIn('--demo');
    await expect(page.getByRole('link', { name: `Attach to pid ${server.pid}`, exact: true })).toBeVisible();
    await nothingSerious(page, 'targets');
    await page.keyboard.press('?');
    await nothingSerious(page, 'help on the first page', 'dialog[open]');
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: `Attach to pid ${server.pid}`, exact: true }).click();
    await expect(page.getByRole('button', { name: 'Attach' })).toBeEnabled();
    await page.getByLabel('Longest value').fill('x');
    await page.getByRole('button', { name: 'Attach' }).click();
    await nothingSerious(page, 'attach');
    for (const path of ['/sessions/none', '/nothing', '/links']) {
        await page.goto(open.origin + path);
        await settled(page);
        await nothingSerious(page, path);
    }
});

test('axe finds nothing serious on a request, whatever is open of it', async ({ open, page, standIn }) => {
    const { path, one, other } = await recorded(page.request, open, await standIn('--demo'));
    for (const tab of ['headers', 'timing', 'connection', 'events']) {
        await page.goto(`${path}?request=${one}&tab=${tab}`);
        await expect(page.getByRole('tabpanel')).toBeVisible();
        await settled(page);
        await nothingSerious(page, tab, '.panel');
    }
    await page.goto(`${path}?request=${one}`);
    await expect(page.locator('.header-line').first()).toBeVisible();
    await page.keyboard.press('y');
    await expect(page.getByRole('menu')).toBeVisible();
    await nothingSerious(page, 'the menu of copies', '.panel');
    await page.keyboard.press('Escape');
    await page.keyboard.press('m');
    await page.keyboard.type('seen by axe');
    await nothingSerious(page, 'a note', '.panel');
    await page.keyboard.press('Escape');
    await page.goto(`${path}?request=${one}&compare=${other}`);
    await expect(page.getByRole('region', { name: 'Comparison' })).toBeVisible();
    await settled(page);
    await page.keyboard.press('e');
    await nothingSerious(page, 'a comparison', '.panel');
});

test('axe finds nothing serious in the dialogs of a session', async ({ open, page, standIn }) => {
    const { path } = await recorded(page.request, open, await standIn('--demo'));
    await page.goto(path);
    await settled(page);
    await page.getByRole('combobox', { name: 'Search requests' }).fill('req');
    await expect(page.getByRole('option').first()).toBeVisible();
    await nothingSerious(page, 'completions', '.toolbar');
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: 'Search requests' }).fill('status >');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert').first()).toBeVisible();
    await nothingSerious(page, 'a fault', 'main');
    await page.goto(path);
    await settled(page);
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'What to do or where to go' })).toBeFocused();
    await page.keyboard.type('user');
    await expect(page.getByRole('option', { name: /req\.user-agent/ }).first()).toBeVisible();
    await nothingSerious(page, 'palette', 'dialog[open]');
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await expect(page.getByText('then')).toBeVisible();
    await nothingSerious(page, 'after g');
    await page.keyboard.press('Escape');
    for (const [name, button] of [
        ['account', /^[\d,]+ events?$/],
        ['about', /^What this session captures/],
        ['notes', /^Notes of this session/],
        ['export', /^Export/],
    ] as const) {
        await page.getByRole('button', { name: button }).first().click();
        await expect(page.getByRole('dialog')).toBeVisible();
        await nothingSerious(page, name, 'dialog[open]');
        await page.keyboard.press('Escape');
    }
});

test('axe finds nothing serious on the other views of a session', async ({ open, page, standIn }) => {
    const { path, one, conn } = await recorded(page.request, open, await standIn('--demo'));
    for (const view of [
        '',
        '/connections',
        `?request=${one}`,
        `/connections?conn=${conn}`,
        '/timeline',
        `/timeline?request=${one}`,
        '/statistics',
        ...['sequence', 'congestion', 'streams', 'packets', 'statistics'].map((of) => `/quic?conn=${conn}&view=${of}`),
    ]) {
        await page.goto(path + view);
        await expect(page.getByRole('navigation', { name: 'Views of the session' })).toBeVisible();
        await settled(page);
        await nothingSerious(page, view);
    }
});

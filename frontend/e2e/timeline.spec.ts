import AxeBuilder from '@axe-core/playwright';
import type { APIRequestContext, Page } from '@playwright/test';
import { type Explorer, expect, session, test } from './server';

/** A session of all protocols that has ended, so that nothing moves by itself. */
async function recorded(request: APIRequestContext, open: Explorer, pid: number): Promise<string> {
    const id = await session(request, open.origin, { pid, preset: 'all', name: 'over time' });
    const count = async () =>
        ((await (await request.get(`${open.origin}/api/sessions/${id}`)).json()) as { counts: { requests: number } })
            .counts.requests;
    await expect.poll(count, { timeout: 30_000 }).toBeGreaterThan(60);
    await request.post(`${open.origin}/api/sessions/${id}/stop`, {
        headers: { 'X-Hydroscope': '1', Origin: open.origin },
    });
    return id;
}

const lanes = (page: Page) => page.getByRole('grid', { name: 'Lanes', exact: true });
const rows = (page: Page) => lanes(page).getByRole('row');
const canvas = (page: Page) => page.getByRole('group', { name: /^The session over time/ });
const spanOf = (page: Page) => {
    const { searchParams } = new URL(page.url());
    return Date.parse(searchParams.get('to') ?? '') - Date.parse(searchParams.get('from') ?? '');
};

test('a session over time: zoom, pan, a stretch, a lane, a request, a pin; a reload keeps all', async ({
    open,
    page,
    standIn,
}) => {
    const id = await recorded(page.request, open, (await standIn('--demo')).pid);
    await page.goto(`${open.origin}/sessions/${id}`);
    await page.getByRole('link', { name: 'Timeline', exact: true }).click();
    await expect(page).toHaveURL(`${open.origin}/sessions/${id}/timeline`);
    await expect(rows(page).nth(2)).toBeVisible();

    await test.step('the keys zoom and pan, and the address says where', async () => {
        await page.keyboard.press('w');
        await page.keyboard.press('w');
        await expect(page).toHaveURL(/from=.*&to=/);
        const near = spanOf(page);
        const at = page.url();
        await page.keyboard.press('d');
        await expect(page).not.toHaveURL(at);
        expect(Math.abs(spanOf(page) - near)).toBeLessThanOrEqual(1);
        await page.keyboard.press('f');
        await expect(page).not.toHaveURL(/from=/);
    });

    await test.step('the wheel with ctrl zooms at the pointer, a double click too', async () => {
        const box = await canvas(page).boundingBox();
        if (box === null) throw new Error('there is no diagram');
        await page.mouse.move(box.x + box.width / 2, box.y + 100);
        await page.keyboard.down('Control');
        await page.mouse.wheel(0, -120);
        await page.keyboard.up('Control');
        await expect(page).toHaveURL(/from=/);
        const before = spanOf(page);
        await page.mouse.dblclick(box.x + box.width / 2, box.y + 100);
        await expect.poll(() => spanOf(page)).toBeLessThan(before / 2);
        await page.keyboard.press('f');
        await expect(page).not.toHaveURL(/from=/);
    });

    await test.step('a stretch is drawn with shift, added up, and leads to its requests', async () => {
        const box = await canvas(page).boundingBox();
        if (box === null) throw new Error('there is no diagram');
        await page.keyboard.down('Shift');
        await page.mouse.move(box.x + 20, box.y + 150);
        await page.mouse.down();
        await page.mouse.move(box.x + box.width - 20, box.y + 180, { steps: 4 });
        await page.mouse.up();
        await page.keyboard.up('Shift');
        const panel = page.getByRole('complementary', { name: 'Selected stretch' });
        await expect(panel.getByText('p99')).toBeVisible();
        await expect(panel.getByText(/^2xx/)).toBeVisible();
        await expect(page).toHaveURL(/area=/);
        await panel.getByRole('button', { name: 'Zoom to it' }).click();
        await expect(page).toHaveURL(/from=.*area=/);
        await panel.getByRole('link', { name: 'These requests' }).click();
        await expect(page).toHaveURL(/\/sessions\/[^/]+\?from=.*&to=/);
        await expect(page.locator('.requests .grid-row[aria-selected]').first()).toBeVisible();
        await page.goBack();
        await expect(panel.getByText('p99')).toBeVisible();
        await page.keyboard.press('Escape');
        await expect(panel).toHaveCount(0);
        await page.keyboard.press('f');
    });

    await test.step('a lane is chosen and pinned by key, its requests are stepped through', async () => {
        await lanes(page).focus();
        await page.keyboard.press('ArrowDown');
        await expect(lanes(page).locator('[aria-selected="true"]')).toHaveCount(1);
        await page.keyboard.press('p');
        await expect(page).toHaveURL(/pinned=\d+/);
        await expect(page.getByRole('grid', { name: 'Pinned lanes' }).getByRole('row')).toHaveCount(1);
        await page.keyboard.press('.');
        await expect(page).toHaveURL(/request=\d+\/\d+/);
        await expect(page.getByRole('complementary', { name: 'Request' })).toBeVisible();
    });

    await test.step('a reload keeps all of it', async () => {
        await page.keyboard.press('w');
        await expect(page).toHaveURL(/from=/);
        const address = page.url();
        await page.reload();
        await expect(page.getByRole('complementary', { name: 'Request' })).toBeVisible();
        await expect(page.getByRole('grid', { name: 'Pinned lanes' }).getByRole('row')).toHaveCount(1);
        await expect(lanes(page).locator('[aria-selected="true"]')).toHaveCount(1);
        expect(page.url()).toBe(address);
    });
});

test('a connection over time, from a lane and from the request’s panel, and on to its QUIC views', async ({
    open,
    page,
    standIn,
}) => {
    const id = await recorded(page.request, open, (await standIn('--demo')).pid);
    const q = encodeURIComponent('protocol = HTTP/3 and status >= 200');
    const answer = await page.request.get(`${open.origin}/api/sessions/${id}/requests?q=${q}&limit=1`);
    const [row] = ((await answer.json()) as { rows: { conn: number; req: number }[] }).rows;
    if (row === undefined) throw new Error('no request over HTTP/3 is stored');
    await page.goto(`${open.origin}/sessions/${id}?request=${row.conn}/${row.req}&tab=connection`);
    await page.getByRole('link', { name: 'Its timeline' }).click();
    await expect(page).toHaveURL(/\/timeline\?q=conn.*by=request/);
    await expect(rows(page).first()).toBeVisible();
    await rows(page).first().click();
    await page.keyboard.press('t');
    await page.getByRole('grid', { name: 'Requests in sight' }).locator('[aria-selected]').first().click();
    await expect(page.getByRole('complementary', { name: 'Request' })).toBeVisible();
    await page.getByRole('link', { name: 'Its QUIC views' }).click();
    await expect(page).toHaveURL(new RegExp(`/quic\\?conn=${row.conn}`));
    await page.getByRole('link', { name: 'Over time' }).click();
    await expect(page).toHaveURL(/by=request/);
});

test('a note at a moment is written by key, found again, changed and taken away', async ({ open, page, standIn }) => {
    const id = await recorded(page.request, open, (await standIn('--demo')).pid);
    await page.goto(`${open.origin}/sessions/${id}/timeline`);
    await expect(rows(page).first()).toBeVisible();
    await page.keyboard.press('n');
    await page.getByLabel('What you noticed').fill('the deploy <b>began</b>');
    await page.getByRole('button', { name: 'Save' }).click();
    const flag = page.getByRole('button', { name: /^Note at / });
    await expect(flag).toHaveText('the deploy <b>began</b>');
    await page.reload();
    await flag.click();
    await page.getByLabel('What you noticed').fill('the deploy was over');
    await page.keyboard.press('Control+Enter');
    await expect(flag).toHaveText('the deploy was over');
    await flag.click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await expect(flag).toHaveCount(0);
});

test('axe finds nothing serious in the timeline, light or dark, with its table and a stretch', async ({
    open,
    page,
    standIn,
}) => {
    const id = await recorded(page.request, open, (await standIn('--demo')).pid);
    await page.goto(`${open.origin}/sessions/${id}/timeline?table=yes`);
    await expect(rows(page).first()).toBeVisible();
    await page.keyboard.press('m');
    await expect(page.getByRole('complementary', { name: 'Selected stretch' }).getByText('p99')).toBeVisible();
    for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await new AxeBuilder({ page }).analyze();
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(
            serious.map((each) => `${each.id} at ${each.nodes.map((node) => node.target.join(' ')).join(', ')}`),
        ).toEqual([]);
    }
});

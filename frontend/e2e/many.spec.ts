import { expect, session, test } from './server';

const REQUESTS = 12_000;

test('a list of twelve thousand is read to its end with a handful of rows drawn', async ({ open, page, standIn }) => {
    const server = await standIn('--wait', '--linger', '--requests', String(REQUESTS), '--rate', '60000');
    const id = await session(page.request, open.origin, { pid: server.pid, preset: 'http', name: 'many' });
    await page.goto(`${open.origin}/sessions/${id}`);
    const grid = page.getByRole('grid', { name: 'Requests' });
    const all = () =>
        page.evaluate(async (session) => {
            const answer = await fetch(`/api/sessions/${session}`);
            return ((await answer.json()) as { counts: { requests: number } }).counts.requests;
        }, id);
    await expect.poll(all, { timeout: 30_000 }).toBeGreaterThanOrEqual(REQUESTS);
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText('sealed')).toBeVisible();
    const total = await all();
    await page.reload();
    await expect(page.getByText('sealed')).toBeVisible();

    const drawn: number[] = [];
    await expect(async () => {
        await page.locator('.grid-box').evaluate((box) => box.scrollTo(0, box.scrollHeight));
        drawn.push(await page.locator('.grid-row').count());
        await expect(page.locator('.grid-foot')).toContainText('the beginning of the capture', { timeout: 200 });
    }).toPass({ timeout: 45_000, intervals: [0] });
    expect(Number(await grid.getAttribute('aria-rowcount'))).toBe(total + 1);
    expect(Math.max(...drawn)).toBeLessThan(100);

    const seen = new Set<string>();
    const step = await page.locator('.grid-box').evaluate((box) => box.clientHeight);
    for (let top = 0; top < 40 * step; top += step) {
        await page.locator('.grid-box').evaluate((box, to) => box.scrollTo(0, to), top);
        await expect(page.locator(`.grid-row[aria-rowindex="${Math.floor(top / 28) + 2}"]`)).toBeVisible();
        for (const key of await page
            .locator('.grid-row[aria-selected]')
            .evaluateAll((rows) => rows.map((row) => row.id)))
            seen.add(key);
    }
    expect(seen.size).toBeGreaterThan(40 * Math.floor(step / 28) - 40);
});

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

    const seen = new Set<number>();
    const step = await page.locator('.grid-box').evaluate((box) => box.clientHeight - 60);
    for (let top = 0; top < 40 * step; top += step) {
        await page.locator('.grid-box').evaluate((box, to) => box.scrollTo(0, to), top);
        const last = Math.floor((top + step) / 28) + 2;
        await expect(page.locator(`.grid-row[aria-rowindex="${last}"]`)).toBeVisible();
        const indexes = await page
            .locator('.grid-row[aria-selected]')
            .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('aria-rowindex'))));
        for (const index of indexes) seen.add(index);
    }
    const first = Array.from({ length: Math.floor((40 * step) / 28) }, (_, i) => i + 2);
    expect(first.filter((index) => !seen.has(index))).toEqual([]);
});

import { expect, test } from './server';

const CONNECTIONS = 450;

/** An accept, and requests on connections that are older than it. */
function log(): string {
    const begun = { tid: 100, time: 1_795_000_000_000, conn_id: CONNECTIONS, sock: 1 };
    const lines: object[] = [{ type: 'h1_accept', ...begun }];
    for (let i = 0; i < CONNECTIONS - 1; i++) {
        const of = { tid: 100, conn_id: i + 1, req_id: 1, time: 1_795_000_000_000 + i };
        lines.push({ type: 'receive_request', ...of, http_version: 257 });
        lines.push({ type: 'send_response', ...of, status: 200 });
    }
    return lines.map((line) => JSON.stringify({ module: 'h2o', ...line }) + '\n').join('');
}

test('the connections of a session, by keys alone, those from before the capture called so', async ({ open, page }) => {
    const answer = await page.request.post(`${open.origin}/api/import?name=connections.jsonl`, {
        headers: { 'X-Hydroscope': '1', Origin: open.origin, 'Content-Type': 'application/octet-stream' },
        data: Buffer.from(log()),
    });
    expect(answer.status(), await answer.text()).toBe(201);
    const { id } = (await answer.json()) as { id: string };
    const state = async () =>
        ((await (await page.request.get(`${open.origin}/api/sessions/${id}`)).json()) as { state: string }).state;
    await expect.poll(state).toBe('sealed');
    await page.goto(`${open.origin}/sessions/${id}/connections`);
    const grid = page.getByRole('grid', { name: 'Connections' });
    const chosen = page.locator('.grid-row[aria-selected="true"]');
    await expect(page.locator('.grid-row[aria-selected]').first()).toContainText('before capture');
    await expect(page.getByTitle(/^Open before the capture: how it began is not known/).first()).toBeVisible();

    await grid.focus();
    await page.keyboard.press('ArrowDown');
    await expect(chosen).toHaveAttribute('aria-rowindex', '2');
    await page.keyboard.press('ArrowDown');
    await expect(chosen).toHaveAttribute('aria-rowindex', '3');
    await expect(grid).toHaveAttribute('aria-activedescendant', (await chosen.getAttribute('id')) ?? '');
    await page.keyboard.press('k');
    await expect(chosen).toHaveAttribute('aria-rowindex', '2');
    await expect(async () => {
        await page.keyboard.press('End');
        await expect(chosen).toHaveAttribute('aria-rowindex', String(CONNECTIONS + 1), { timeout: 500 });
    }).toPass({ timeout: 20_000 });
    await expect(chosen).toBeInViewport();
    await expect(grid).toHaveAttribute('aria-rowcount', String(CONNECTIONS + 1));
    await page.keyboard.press('Home');
    await expect(chosen).toHaveAttribute('aria-rowindex', '2');
    await page.keyboard.press('Escape');
    await expect(page).not.toHaveURL(/conn=/);
    await expect(chosen).toHaveCount(0);
});

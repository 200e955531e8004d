import AxeBuilder from '@axe-core/playwright';
import type { APIRequestContext, Page } from '@playwright/test';
import { type Explorer, expect, session, type StandIn, test } from './server';

const MARKUP = '<img src=x onerror=alert(1)>';

/** A session with HTTP/3 in it, and the latest request of that kind that was answered. */
async function recorded(request: APIRequestContext, open: Explorer, server: StandIn) {
    const id = await session(request, open.origin, { pid: server.pid, preset: 'all', name: 'quic' });
    const found = async () => {
        const q = encodeURIComponent('protocol = HTTP/3 and status >= 200');
        const answer = await request.get(`${open.origin}/api/sessions/${id}/requests?q=${q}&limit=1`);
        return ((await answer.json()) as { rows: { conn: number; req: number }[] }).rows[0];
    };
    await expect.poll(found, { timeout: 30_000 }).toBeDefined();
    await request.post(`${open.origin}/api/sessions/${id}/stop`, {
        headers: { 'X-Hydroscope': '1', Origin: open.origin },
    });
    const row = await found();
    if (row === undefined) throw new Error('no request over HTTP/3 is stored');
    return { id, ...row };
}

const packets = (page: Page) => page.getByRole('grid', { name: 'Packets' });
const rows = (page: Page) => packets(page).locator('.grid-row[aria-selected]');

test('a request leads to its packets, one of them to its events, and back to the request', async ({
    open,
    page,
    standIn,
}) => {
    const { id, conn, req } = await recorded(page.request, open, await standIn('--demo'));
    await page.goto(`${open.origin}/sessions/${id}?request=${conn}/${req}&tab=connection`);
    await page.getByRole('link', { name: 'Its packets' }).click();
    await expect(page).toHaveURL(new RegExp(`view=sequence.*stream=${req}`));
    await expect(rows(page).first()).toBeVisible();
    await expect(page.getByText('captured here')).toBeVisible();
    await expect(page.getByText(/inferred/).first()).toBeVisible();

    const data = rows(page)
        .filter({ hasText: `STREAM ${req} ` })
        .first();
    await data.click();
    const dock = page.getByRole('complementary', { name: 'Packet' });
    await expect(dock.getByText(/^quicly:/).first()).toBeVisible();
    await expect(page).toHaveURL(/packet=(sent|received)\./);
    const address = page.url();
    await page.reload();
    await expect(page.locator('.grid-row[aria-selected="true"]')).toContainText(`STREAM ${req}`);
    expect(page.url()).toBe(address);

    await dock.locator(`a[href*="request=${conn}/${req}"]`).first().click();
    await expect(page.getByRole('complementary', { name: 'Request' })).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`request=${conn}/${req}`));
});

test('packets are read by keyboard alone', async ({ open, page, standIn }) => {
    const { id, conn } = await recorded(page.request, open, await standIn('--demo'));
    await page.goto(`${open.origin}/sessions/${id}/quic?conn=${conn}&view=sequence`);
    await expect(rows(page).first()).toBeVisible();
    await packets(page).focus();
    await page.keyboard.press('ArrowDown');
    const chosen = page.locator('.grid-row[aria-selected="true"]');
    await expect(chosen).toHaveCount(1);
    const first = page.url();
    await page.keyboard.press('.');
    await expect(page).not.toHaveURL(first);
    await page.keyboard.press(',');
    await expect(page).toHaveURL(first);

    await page.keyboard.press('o');
    await expect(page.getByRole('button', { name: 'Even steps' })).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('h');
    await expect(page).toHaveURL(/from=-?\d+&to=\d+/);
    await page.keyboard.press('Escape');
    await expect(chosen).toHaveCount(0);
    await page.keyboard.press('f');
    await expect(page).not.toHaveURL(/from=/);

    await page.getByLabel('Space').focus();
    await page.keyboard.type('Ini');
    await expect(page).toHaveURL(/only=space%3Dinitial/);
    await expect(rows(page).filter({ hasText: 'Initial' }).first()).toBeVisible();
    await page.getByRole('button', { name: 'All packets' }).press('Enter');
    await expect(page).not.toHaveURL(/only=/);
});

test('axe finds nothing serious in the sequence, light or dark, with a packet open', async ({
    open,
    page,
    standIn,
}) => {
    const { id, conn } = await recorded(page.request, open, await standIn('--demo'));
    await page.goto(`${open.origin}/sessions/${id}/quic?conn=${conn}&view=sequence`);
    await rows(page).first().click();
    await expect(
        page
            .getByRole('complementary', { name: 'Packet' })
            .getByText(/^quicly:/)
            .first(),
    ).toBeVisible();
    for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await new AxeBuilder({ page }).analyze();
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(
            serious.map((each) => `${each.id} at ${each.nodes.map((node) => node.target.join(' ')).join(', ')}`),
        ).toEqual([]);
    }
});

test('markup in what a peer sent is only text in the QUIC views', async ({ open, page }) => {
    const at = (millis: number) => 1795205208625 + millis;
    const line = (type: string, fields: object, millis = 0) =>
        JSON.stringify({ module: 'quicly', type, tid: 1, time: at(millis), conn: 9, conn_id: 3, ...fields });
    const lines = [
        line('accept', { dcid: MARKUP }),
        line('packet_received', { pn: 0, decrypted_len: 1200, packet_type: 0 }),
        line('stream_receive', { stream_id: -1, off: 0, data_len: 300, is_fin: false }),
        JSON.stringify({
            module: 'h2o',
            type: 'h3s_accept',
            tid: 1,
            time: at(1),
            conn_id: 3,
            conn: 8,
            quic: 9,
            conn_uuid: MARKUP,
        }),
        line('packet_received', { pn: 1, decrypted_len: 60, packet_type: 3 }, 2),
        line('application_close_receive', { error_code: 256, reason_phrase: MARKUP }, 2),
    ];
    const answer = await page.request.post(`${open.origin}/api/import?name=${encodeURIComponent(MARKUP)}`, {
        data: Buffer.from(`${lines.join('\n')}\n`),
        headers: { 'X-Hydroscope': '1', Origin: open.origin, 'Content-Type': 'application/octet-stream' },
    });
    expect(answer.status(), await answer.text()).toBe(201);
    const { id } = (await answer.json()) as { id: string };
    const imported = async () =>
        (await page.request.get(`${open.origin}/api/sessions/${id}/connections/3/packets`)).status();
    await expect.poll(imported).toBe(200);
    await page.goto(`${open.origin}/sessions/${id}/quic?conn=3&view=sequence&packet=received.application.1`);
    await expect(rows(page).filter({ hasText: 'APPLICATION_CLOSE' })).toBeVisible();
    const dock = page.getByRole('complementary', { name: 'Packet' });
    await dock.getByText('quicly:application_close_receive').click();
    await expect(dock.getByText(MARKUP, { exact: true })).toBeVisible();
    await page.goto(
        `${open.origin}/sessions/${id}/quic?conn=3&view=sequence&only=${encodeURIComponent(`text=${MARKUP}`)}`,
    );
    await expect(page.getByLabel('Text')).toHaveValue(MARKUP);
    expect(await page.locator('img[src="x"], #app script').count()).toBe(0);
});

import AxeBuilder from '@axe-core/playwright';
import type { APIRequestContext, Page } from '@playwright/test';
import { type Explorer, expect, session, type StartStandIn, test } from './server';

/** A sealed session with at least two HTTP/3 connections that answered something. */
async function recorded(request: APIRequestContext, open: Explorer, standIn: StartStandIn) {
    const server = await standIn('--demo', '--mix', 'h3:100');
    const id = await session(request, open.origin, { pid: server.pid, preset: 'all', name: 'panels' });
    const answered = async () => {
        const q = encodeURIComponent('protocol = HTTP/3 and status >= 200');
        const answer = await request.get(`${open.origin}/api/sessions/${id}/requests?q=${q}&limit=500&order=oldest`);
        const { rows } = (await answer.json()) as { rows: { conn: number }[] };
        return [...new Set(rows.map((row) => row.conn))];
    };
    await expect.poll(async () => (await answered()).length, { timeout: 30_000 }).toBeGreaterThan(1);
    await request.post(`${open.origin}/api/sessions/${id}/stop`, {
        headers: { 'X-Hydroscope': '1', Origin: open.origin },
    });
    const [one = 0, two = 0] = await answered();
    return { id, one, two };
}

async function nothingSerious(page: Page): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await new AxeBuilder({ page }).analyze();
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(serious.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    }
}

test('congestion, streams, packets and two connections side by side', async ({ open, page, standIn }) => {
    const { id, one, two } = await recorded(page.request, open, standIn);
    const at = `${open.origin}/sessions/${id}/quic?conn=${one}`;

    await test.step('congestion says at a moment what every line was, as rows too', async () => {
        await page.goto(`${at}&view=congestion`);
        const sent = page.getByTitle('bytes of the packets sent');
        await expect(sent).toBeVisible();
        await page.getByRole('checkbox', { name: 'Table' }).check();
        const table = page.getByRole('grid', { name: 'Congestion by time' });
        await table.focus();
        await page.keyboard.press('ArrowDown');
        await expect(table.locator('[aria-selected="true"]')).toHaveCount(1);
        await expect(sent).toHaveText(/B\/s|–/);
        await sent.click();
        await expect(sent).toHaveAttribute('aria-pressed', 'false');
        await nothingSerious(page);
    });

    await test.step('the time moves by keys and is in the address', async () => {
        await page.keyboard.press('w');
        await expect(page).toHaveURL(/from=-?\d+&to=\d+/);
        await page.keyboard.press('f');
        await expect(page).not.toHaveURL(/from=/);
    });

    await test.step('streams lead to their bytes and their request', async () => {
        await page.goto(`${at}&view=streams`);
        const rows = page.getByRole('grid', { name: 'Streams' }).locator('[role="row"][aria-selected]');
        await rows.first().click();
        await expect(page).toHaveURL(/stream=\d+/);
        await expect(page.getByRole('region', { name: /^Bytes of stream/ })).toBeVisible();
        await expect(page.getByRole('complementary', { name: 'Stream' }).getByText('Acknowledged')).toBeVisible();
        await nothingSerious(page);
    });

    await test.step('packets are narrowed, and one opens with its events', async () => {
        await page.goto(`${at}&view=packets`);
        await page.getByLabel('Direction').selectOption('sent');
        await expect(page).toHaveURL(/only=direction%3Dsent/);
        const rows = page.getByRole('grid', { name: 'Packets' }).locator('[role="row"][aria-selected]');
        await expect(rows.filter({ hasText: 'received' })).toHaveCount(0);
        await rows.first().click();
        const dock = page.getByRole('complementary', { name: 'Packet' });
        await expect(dock.getByText('quicly:packet_sent')).toBeVisible();
        await nothingSerious(page);
    });

    await test.step('another connection stands below on the same time', async () => {
        await page.goto(`${at}&view=congestion`);
        await page.getByRole('button', { name: 'Compare …' }).click();
        const which = page.getByRole('dialog').locator(`a[href*="with=${two}"]`).first();
        await which.click();
        await expect(page).toHaveURL(new RegExp(`with=${two}`));
        await expect(page.getByTitle('bytes of the packets sent')).toHaveCount(2);
        await page.getByRole('radio', { name: 'request' }).check();
        await expect(page).toHaveURL(/align=request/);
        await nothingSerious(page);
        await page.getByRole('button', { name: 'Without the other connection' }).click();
        await expect(page.getByTitle('bytes of the packets sent')).toHaveCount(1);
    });
});

test('whose bytes went when, in packets too, and two connections at the same request', async ({
    open,
    page,
    standIn,
}) => {
    const { id, one, two } = await recorded(page.request, open, standIn);
    const at = `${open.origin}/sessions/${id}/quic?conn=${one}`;

    await test.step('a lane shows whose bytes each packet carried, and leads to the stream', async () => {
        const answered = page.waitForResponse((answer) => answer.url().includes('/multiplexing?'));
        await page.goto(`${at}&view=streams`);
        const told = (await (await answered).json()) as { exact: boolean; stream: number[] };
        expect(told.exact).toBe(true);
        const lane = page.getByRole('region', { name: 'Multiplexing' });
        await expect(lane.getByText('Whose bytes each packet carried')).toBeVisible();
        const picture = lane.getByRole('group', { name: /^Multiplexing/ });
        const box = (await picture.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
        const stream = lane.getByText(/^(Stream \d+|Stream (Initial|Handshake|1-RTT))$/);
        for (let x = 8; x < box.width && !(await stream.isVisible()); x += 3)
            await page.mouse.move(box.x + x, box.y + box.height / 2);
        await expect(stream).toBeVisible();
        await page.mouse.down();
        await page.mouse.up();
        await expect(page).toHaveURL(/stream=-?\d+/);
        await lane.getByRole('radio', { name: 'received' }).check();
        await expect(picture).toHaveAccessibleName(/received/);
        await nothingSerious(page);
    });

    await test.step('the waterfall is picked from by the pointer', async () => {
        await page.goto(`${at}&view=streams`);
        const waterfall = page.getByRole('group', { name: /^Streams over time/ });
        await waterfall.click({ position: { x: 30, y: 44 } });
        await expect(page).toHaveURL(/stream=-?\d+/);
    });

    await test.step('the data of congestion is counted in packets', async () => {
        await page.goto(`${at}&view=congestion`);
        await page.getByRole('radio', { name: 'packets', exact: true }).check();
        await expect(page.getByTitle('packets sent')).toBeVisible();
        await expect(page.getByTitle('bytes of the packets sent')).toHaveCount(0);
    });

    await test.step('two connections meet at a request, with their figures and streams', async () => {
        await page.goto(`${at}&view=streams&with=${two}&align=request`);
        const figures = page.getByRole('region', { name: 'Both connections in figures' });
        await expect(figures.getByRole('row')).toHaveCount(4);
        await expect(figures.getByRole('row', { name: /^difference/ })).toContainText(/[=+−]/);
        await expect(page.getByText(/^its .* above$/)).toBeVisible();
        await expect(page.getByRole('grid', { name: 'Streams' })).toHaveCount(2);
        await nothingSerious(page);
    });
});

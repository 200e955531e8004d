import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type Explorer, expect, test } from './server';

async function nothingSerious(page: Page): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const { violations } = await new AxeBuilder({ page }).analyze();
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(serious.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    }
}

const REQUESTS = 1500;

/** Requests with a header that no compression makes small. */
function log(): string {
    const noise = () =>
        Array.from({ length: 1000 }, () => String.fromCharCode(40 + Math.floor(Math.random() * 50))).join('');
    const lines: object[] = [];
    for (let i = 0; i < REQUESTS; i++) {
        const of = { tid: 100, conn_id: 1 + i, req_id: 1, time: 1_795_000_000_000 + i };
        lines.push({ type: 'receive_request', ...of, http_version: 257 });
        const value = noise();
        lines.push({ type: 'receive_request_header', ...of, name: 'x-n', name_len: 3, value, value_len: value.length });
        lines.push({ type: 'send_response', ...of, status: 200 });
    }
    return lines.map((line) => JSON.stringify({ module: 'h2o', ...line }) + '\n').join('');
}

async function imported(page: Page, open: Explorer): Promise<void> {
    const answer = await page.request.post(`${open.origin}/api/import?name=${encodeURIComponent('the large one')}`, {
        headers: { 'X-Hydroscope': '1', Origin: open.origin, 'Content-Type': 'application/octet-stream' },
        data: Buffer.from(log()),
    });
    expect(answer.status(), await answer.text()).toBe(201);
    const { id } = (await answer.json()) as { id: string };
    const sealed = async () =>
        (await (await page.request.get(`${open.origin}/api/sessions/${id}`)).json()) as {
            state: string;
            bytes: number;
        };
    await expect.poll(async () => (await sealed()).state, { timeout: 60_000 }).toBe('sealed');
    expect((await sealed()).bytes).toBeGreaterThan(1 << 20);
}

test('limits are set by keyboard, tell what they delete, and pinning keeps it', async ({ open, page }) => {
    const headers = { 'X-Hydroscope': '1', Origin: open.origin };
    const before = (await (await page.request.get(`${open.origin}/api/sessions`)).json()) as { id: string }[];
    for (const { id } of before) await page.request.delete(`${open.origin}/api/sessions/${id}`, { headers });
    await imported(page, open);
    await page.goto(`${open.origin}/`);
    const row = page.getByRole('row', { name: /the large one/ });
    await expect(row).toBeVisible();
    await expect(row).not.toContainText('Deleted');

    await page.getByRole('button', { name: 'Keeping …' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Keeping' });
    await expect(dialog.getByText('Nothing is ever deleted so.')).toBeVisible();
    await dialog.getByLabel('All sessions together').focus();
    await page.keyboard.type('much');
    await expect(dialog.getByRole('alert')).toContainText('cannot be read');
    await expect(dialog.getByRole('button', { name: 'Keep to this' })).toBeDisabled();
    await dialog.getByLabel('All sessions together').fill('1 MiB');
    await expect(dialog.getByText(/^Within a week this deletes 1 session/)).toBeVisible();
    await expect(dialog.getByRole('heading', { name: 'Will be deleted' })).toBeVisible();
    await expect(dialog.getByText('Nothing within a week.', { exact: false })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('row', { name: /the large one/ })).toContainText(
        'all sessions take more than 1.05 MB',
    );
    await nothingSerious(page);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);

    await expect(page.getByText('1 session will be deleted within a day')).toBeVisible();
    await expect(row).toContainText(/Deleted in \d minutes: all sessions take more than 1\.05 MB\./);
    await nothingSerious(page);
    await row.getByRole('button', { name: 'Pin the large one to keep it' }).click();
    await expect(row).not.toContainText('Deleted');
    await expect(page.getByText('The limits of what is kept cannot be kept to')).toBeVisible();
    await expect(page.getByText('1 pinned', { exact: false })).toBeVisible();
    await page.getByRole('button', { name: 'Keeping …' }).click();
    await expect(dialog.getByRole('row', { name: /the large one/ })).toContainText('pinned');
    await nothingSerious(page);

    // the tests after this one have the same server
    const back = await page.request.patch(`${open.origin}/api/keeping`, { headers, data: { bytes: null } });
    expect(((await back.json()) as { settings: { bytes: number | null } }).settings.bytes).toBeNull();
});

import type { Page } from '@playwright/test';
import { expect, session, test } from './server';

const UNITS: Record<string, number> = { ns: 1, µs: 1e3, ms: 1e6, s: 1e9, min: 60e9 };

/** The durations that are shown, in nanoseconds, from the top. */
async function durations(page: Page): Promise<number[]> {
    const cells = await page.locator('.grid-row[aria-selected] > .number:not(.spare)').allInnerTexts();
    return cells.flatMap((cell) => {
        const [, amount, unit] = /([\d.]+) (ns|µs|ms|s|min)/.exec(cell) ?? [];
        return amount === undefined || unit === undefined ? [] : [Number(amount) * (UNITS[unit] ?? NaN)];
    });
}

const times = (page: Page) =>
    page
        .locator('.grid-row[aria-selected] > :first-child')
        .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('title') ?? ''));

test('the list goes by time or by duration, as its address says', async ({ open, page, standIn }) => {
    const server = await standIn('--wait', '--linger', '--requests', '400', '--seed', '7');
    const id = await session(page.request, open.origin, { pid: server.pid, preset: 'http', name: 'order' });
    await page.goto(`${open.origin}/sessions/${id}`);
    await expect(page.locator('.stat').filter({ hasText: 'Requests' })).toContainText(/4\d\d/);
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText('sealed')).toBeVisible();

    await page.getByRole('button', { name: 'Duration', exact: true }).click();
    await expect(page).toHaveURL(/order=duration/);
    await expect(page.getByRole('columnheader', { name: 'Duration', exact: true })).toHaveAttribute(
        'aria-sort',
        'descending',
    );
    await expect(async () => {
        const shown = await durations(page);
        expect(shown.length).toBeGreaterThan(10);
        expect(shown).toEqual([...shown].sort((a, b) => b - a));
    }).toPass();

    await page.getByRole('button', { name: 'Time', exact: true }).click();
    await page.getByRole('button', { name: 'Time', exact: true }).click();
    await expect(page).toHaveURL(/order=oldest/);
    await expect(async () => {
        const shown = await times(page);
        expect(shown.length).toBeGreaterThan(10);
        expect(shown).toEqual([...shown].sort());
    }).toPass();
    await page.goBack();
    await expect(page).not.toHaveURL(/order=/);
});

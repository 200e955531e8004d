import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, session, test } from './server';

async function nothingSerious(page: Page, where: string): Promise<void> {
    for (const theme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: theme });
        const { violations } = await new AxeBuilder({ page }).analyze();
        const serious = violations
            .filter(({ impact }) => impact === 'serious' || impact === 'critical')
            .map(
                ({ id, nodes }) =>
                    `${where}, ${theme}: ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
            );
        expect(serious).toEqual([]);
    }
}

test('axe finds nothing serious on any view, light or dark', async ({ open, page, standIn }) => {
    const server = await standIn('--demo', '--port', '0');
    await expect(page.getByRole('link', { name: `Attach to pid ${server.pid}`, exact: true })).toBeVisible();
    await nothingSerious(page, 'targets');
    await page.getByRole('link', { name: `Attach to pid ${server.pid}`, exact: true }).click();
    await expect(page.getByRole('button', { name: 'Attach' })).toBeEnabled();
    await page.getByLabel('Longest value').fill('x');
    await page.getByRole('button', { name: 'Attach' }).click();
    await nothingSerious(page, 'attach');
    const id = await session(page.request, open.origin, { pid: server.pid, preset: 'all', name: 'axe' });
    await page.goto(`${open.origin}/sessions/${id}`);
    const rows = page.locator('.grid-row[aria-selected]');
    await expect(rows.nth(3)).toBeVisible();
    await nothingSerious(page, 'requests');
    await rows.first().click();
    for (const tab of ['Headers', 'Timing', 'Connection', 'Events']) {
        await page.getByRole('tab', { name: tab }).click();
        await expect(page.getByRole('tabpanel')).not.toContainText('Reading the request');
        await nothingSerious(page, tab);
    }
    await page.getByRole('combobox', { name: 'Search requests' }).fill('req');
    await expect(page.getByRole('option').first()).toBeVisible();
    await nothingSerious(page, 'completions');
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: 'Search requests' }).fill('status >');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toBeVisible();
    await nothingSerious(page, 'a fault');
    await page.getByRole('button', { name: /^[\d,]+ events?$/ }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await nothingSerious(page, 'account');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^What this session captures/ }).click();
    await expect(page.getByRole('dialog')).toContainText('Masked before it is stored');
    await nothingSerious(page, 'about');
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Connections' }).click();
    await rows.first().click();
    await expect(page.getByRole('complementary', { name: 'Connection' })).toContainText('Identity');
    await nothingSerious(page, 'connections');
    await page.goto(`${open.origin}/sessions/none`);
    await expect(page.getByText('There is no such session')).toBeVisible();
    await nothingSerious(page, 'no session');
});

import type { Page } from '@playwright/test';
import { expect, test } from './server';

/** Presses Tab until what has the focus is called so. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
    for (let i = 0; i < 60; i++) {
        await page.keyboard.press('Tab');
        const focused = await page.evaluate(() => {
            const element = document.activeElement;
            return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
        });
        if (name.test(focused)) return;
    }
    throw new Error(`the keyboard never came to ${name}`);
}

test('everything is done by keyboard alone', async ({ page, standIn }) => {
    const server = await standIn('--demo');
    await expect(page.getByRole('link', { name: `Attach to pid ${server.pid}`, exact: true })).toBeVisible();
    await tabTo(page, new RegExp(`^Attach to pid ${server.pid}$`));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Attach' })).toBeEnabled();
    await tabTo(page, /^Attach$/);
    await page.keyboard.press('Enter');
    const rows = page.locator('.grid-row[aria-selected]');
    await expect(rows.nth(3)).toBeVisible();

    await page.keyboard.press('j');
    await expect(page).toHaveURL(/request=\d+\/\d+$/);
    const first = page.url();
    await page.keyboard.press('j');
    await expect(page).not.toHaveURL(first);
    await page.keyboard.press('k');
    await expect(page).toHaveURL(first);
    await page.keyboard.press(']');
    await expect(page.getByRole('tab', { name: 'Timing' })).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('[');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('tab', { name: 'Headers' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page).not.toHaveURL(/request=/);
    await expect(page.getByRole('grid')).toBeFocused();

    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);

    await page.keyboard.press('*');
    await expect(page.getByRole('combobox', { name: 'Highlight requests' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('combobox', { name: 'Highlight requests' })).toHaveCount(0);

    await page.keyboard.press('p');
    await expect(page.getByRole('button', { name: /Resume/ })).toBeVisible();
    await page.keyboard.press('p');
    await expect(page.getByRole('button', { name: /Pause/ })).toBeVisible();

    await page.keyboard.press('/');
    await page.keyboard.type('prot');
    await expect(page.getByRole('option', { name: /^protocol/ })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('combobox', { name: 'Search requests' })).toHaveValue(/^protocol/);
    await page.keyboard.type('= HTTP/1.1');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/q=protocol/);
    await expect(rows.first()).toContainText('HTTP/1.1');

    await tabTo(page, /^Stop$/);
    await page.keyboard.press('Enter');
    await expect(page.getByText('sealed')).toBeVisible();
});

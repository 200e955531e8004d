import { expect, test } from './server';

test('every process of a binary, some connections, and a header that is never read', async ({ page, standIn }) => {
    const server = await standIn('--demo', '--port', '0');
    await page.getByRole('link', { name: `Attach to pid ${server.pid}`, exact: true }).click();
    await page.getByLabel('Every process of this binary').check();
    await page.getByLabel('Client addresses').fill('example.com');
    await page.getByLabel('Client addresses').press('Enter');
    await expect(page.getByText('Write an address or a network')).toBeVisible();
    await page.getByLabel('Client addresses').fill('192.0.2.0/24');
    await page.getByLabel('Server names (SNI)').fill('*.example.com');
    await page.getByLabel('Never read: withheld in the kernel').fill('cookie');
    await page.getByLabel('Name', { exact: true }).fill('followed');
    await expect(page.getByText('Nothing is left to mask of cookie.')).toBeVisible();
    await page.getByRole('button', { name: 'Attach' }).click();

    await expect(page).toHaveURL(/\/sessions\/\w+$/);
    await page.goto(`${page.url()}?q=req.cookie`);
    await page.locator('.grid-row[aria-selected]').first().click();
    const panel = page.getByRole('complementary', { name: 'Request' });
    await expect(panel.getByText(/^withheld, \d+ bytes$/).first()).toBeVisible();
    await page.getByRole('button', { name: 'What this session captures and hides' }).click();
    await expect(page.getByRole('dialog').getByText(/^every one of \/.*h2o-standin$/)).toBeVisible();
    await expect(page.getByText('clients in 192.0.2.0/24; server names *.example.com')).toBeVisible();
    await expect(page.getByText('the values of cookie; application data')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText('sealed')).toBeVisible();
});

import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { expect, session, test } from './server';

/** A page whose link stands in a chat: another site, another profile, nothing but the link. */
async function fromAChat(browser: Browser, url: string): Promise<Page> {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.route('http://chat.example/', (route) =>
        route.fulfill({ contentType: 'text/html', body: `<a href="${url}">have a look</a>` }),
    );
    await page.goto('http://chat.example/');
    await page.getByRole('link', { name: 'have a look' }).click();
    return page;
}

async function nothingSerious(page: Page): Promise<void> {
    for (const theme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: theme });
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
    }
}

test('a shared view is the same elsewhere, redacted and read-only, until it is revoked', async ({
    open,
    page,
    browser,
    standIn,
}) => {
    const server = await standIn('--port', '0');
    const id = await session(page.request, open.origin, { pid: server.pid, preset: 'http', name: 'for the team' });
    const ask = (path: string) =>
        fetch(`http://127.0.0.1:${server.port}${path}`, { headers: { 'x-api-key': 'k33p-out' } });
    for (let i = 0; i < 6; i++) await ask(`/shown/${i}?token=s3cret-${i}`);
    await ask('/elsewhere');
    const rows = (of: Page) => of.locator('.grid-row[aria-selected]');
    await page.goto(`${open.origin}/sessions/${id}?q=${encodeURIComponent('path ^= "/shown"')}`);
    await expect(rows(page)).toHaveCount(6);

    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Note').fill('these were slow');
    await expect(dialog.getByRole('region', { name: /^Preview/ })).toContainText('/shown/5?…');
    await expect(dialog).not.toContainText('k33p-out');
    await nothingSerious(page);
    await dialog.getByRole('radio', { name: /^Strict/ }).check();
    await expect(dialog.getByRole('region', { name: /^Preview/ })).toContainText('/shown/…');
    await dialog.getByRole('radio', { name: /^Standard/ }).check();
    await dialog.getByRole('button', { name: 'Create the link' }).click();
    const url = await dialog.getByLabel('Address of the link').inputValue();
    expect(url).toMatch(/\/l\/[\w-]{22}$/);
    await nothingSerious(page);

    const guest = await fromAChat(browser, url);
    await expect(guest.getByText('A shared view, read-only.')).toBeVisible();
    await expect(guest.getByText('these were slow')).toBeVisible();
    expect(new URL(guest.url()).pathname).toBe(`/sessions/${id}`);
    expect(guest.url()).not.toContain(url.split('/l/')[1]);
    await expect(rows(guest)).toHaveCount(6);
    await expect(guest.locator('main')).not.toContainText('s3cret');
    await expect(guest.getByRole('button', { name: /^(Share|Stop|Rename)/ })).toHaveCount(0);
    await rows(guest).first().click();
    await expect(guest.getByRole('tabpanel')).toContainText('x-api-key');
    await expect(guest.locator('body')).not.toContainText('k33p-out');
    await expect(guest.locator('body')).not.toContainText('s3cret');
    await nothingSerious(guest);

    const refused = await guest.evaluate(async (path) => {
        const asked = [
            fetch(`${path}/stop`, { method: 'POST', headers: { 'X-Hydroscope': '1' } }),
            fetch('/api/targets'),
            fetch('/api/links'),
        ];
        return (await Promise.all(asked)).map(({ status }) => status);
    }, `/api/sessions/${id}`);
    expect(refused).toEqual([403, 403, 403]);
    await guest.goto(`${open.origin}/`);
    await expect(guest.getByText('This link shows one view and nothing else')).toBeVisible();
    await guest.getByRole('main').getByRole('link', { name: 'Go to the view' }).click();
    await expect(rows(guest)).toHaveCount(6);

    await page.goto(`${open.origin}/links`);
    await expect(page.getByRole('cell', { name: 'these were slow' })).toBeVisible();
    const link = page.getByRole('row').filter({ hasText: 'these were slow' });
    await link.getByRole('button', { name: 'Opened 1 times: who and when' }).click();
    await expect(page.getByRole('dialog')).toContainText('127.0.0.1');
    await nothingSerious(page);
    await page.keyboard.press('Escape');
    await link.getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await expect(link.getByRole('cell', { name: /^revoked/ })).toBeVisible();

    // What was open ends by itself: its stream is told.
    await expect(guest.getByText(/This link was revoked at/)).toBeVisible();
    await expect(rows(guest)).toHaveCount(0);
    const late = await fromAChat(browser, url);
    await expect(late.getByText('This link opens nothing')).toBeVisible();
    await expect(late.getByText(/This link was revoked at/)).toBeVisible();
});

test('a session to which links lead is deleted with them, and says so before', async ({ open, page, standIn }) => {
    const server = await standIn('--port', '0');
    const id = await session(page.request, open.origin, { pid: server.pid, preset: 'http', name: 'to be gone' });
    const change = { headers: { 'X-Hydroscope': '1', Origin: open.origin } };
    const made = await page.request.post(`${open.origin}/api/links`, {
        ...change,
        data: { session: id, view: `/sessions/${id}` },
    });
    const { url } = (await made.json()) as { url: string };
    expect((await fetch(url)).status).toBe(200);
    await page.request.post(`${open.origin}/api/sessions/${id}/stop`, { ...change, data: {} });
    await page.goto(open.origin);
    await page.getByRole('button', { name: 'Delete to be gone', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('1 shared link leads to it and will be revoked');
    await dialog.getByRole('button', { name: 'Revoke and delete' }).click();
    await expect(page.getByRole('link', { name: 'to be gone' })).toHaveCount(0);
    expect((await fetch(url)).status).toBe(401);
});

import { readFileSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, session, test } from './server';

/** What a download came to: its path, or undefined where it broke off. */
async function downloaded(page: Page, begin: () => Promise<void>): Promise<string> {
    const [download] = await Promise.all([page.waitForEvent('download'), begin()]);
    return (await download.path()) ?? '';
}

test('a search leaves as a file, and a page of it needs nothing else', async ({ page, open, standIn, context }) => {
    const server = await standIn('--wait', '--rate', '5000', '--requests', '400', '--linger');
    const id = await session(page.request, open.origin, { pid: server.pid, preset: 'all', name: 'to export' });
    await expect
        .poll(async () => {
            const seen = await page.request.get(`${open.origin}/api/sessions/${id}`);
            return ((await seen.json()) as { counts: { requests: number } }).counts.requests;
        })
        .toBeGreaterThanOrEqual(300);
    await page.request.post(`${open.origin}/api/sessions/${id}/stop`, {
        headers: { 'X-Hydroscope': '1', Origin: open.origin },
    });
    await page.goto(`${open.origin}/sessions/${id}?q=${encodeURIComponent('status = 200')}`);
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Export' });
    await expect(dialog.getByRole('radio', { name: /The requests of this search/ })).toBeChecked();
    const found = await new AxeBuilder({ page }).include('dialog').analyze();
    expect(found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);

    await test.step('as CSV, by the keyboard', async () => {
        await dialog.getByRole('radio', { name: /^CSV/ }).focus();
        await page.keyboard.press('Space');
        const path = await downloaded(page, () =>
            dialog.getByRole('button', { name: 'Export', exact: true }).press('Enter'),
        );
        await expect(dialog.getByRole('status')).toContainText(/^Done: [\d,]+ requests?/);
        const lines = readFileSync(path, 'utf8').trim().split('\r\n');
        expect(lines[0]).toMatch(/^conn,req,at,protocol,method/);
        expect(lines.length).toBeGreaterThan(1);
        const status = lines[0]?.split(',').indexOf('status') ?? -1;
        const statuses = lines.slice(1).map((line) => line.split(',')[status]);
        expect(new Set(statuses)).toEqual(new Set(['200']));
    });

    await test.step('as HAR, whole', async () => {
        await dialog.getByRole('radio', { name: /The whole session/ }).check();
        await dialog.getByRole('radio', { name: /^HAR/ }).check();
        const path = await downloaded(page, () => dialog.getByRole('button', { name: 'Export again' }).click());
        await expect(dialog.getByRole('status')).toContainText('Done');
        const har = JSON.parse(readFileSync(path, 'utf8')) as { log: { entries: unknown[] } };
        expect(har.log.entries.length).toBeGreaterThanOrEqual(300);
    });

    await test.step('as a page that searches, sorts and opens without a network', async () => {
        await dialog.getByRole('radio', { name: /^Web page/ }).check();
        const path = await downloaded(page, () => dialog.getByRole('button', { name: 'Export again' }).click());
        await expect(dialog.getByRole('status')).toContainText('Done');
        expect(statSync(path).size).toBeGreaterThan(100_000);
        const file = await context.newPage();
        const wrong: string[] = [];
        file.on('pageerror', (error) => wrong.push(error.message));
        file.on('console', (message) => wrong.push(message.text()));
        await context.setOffline(true);
        await file.goto(pathToFileURL(path).href, { waitUntil: 'load' }).catch(() => undefined);
        await file.setContent(readFileSync(path, 'utf8'));
        const all = await file.locator('details').count();
        expect(all).toBeGreaterThanOrEqual(300);
        await file.getByRole('searchbox').fill('post');
        await expect(file.getByRole('status')).toHaveText(/^[\d,]+ of [\d,]+ requests$/);
        expect(await file.locator('details:visible').count()).toBeLessThan(all);
        await file.getByRole('searchbox').fill('');
        await file.getByRole('button', { name: 'Duration' }).click();
        await expect(file.getByRole('button', { name: 'Duration' })).toHaveAttribute('aria-pressed', 'true');
        await file.locator('summary').first().click();
        await expect(file.locator('details').first().getByText(':path', { exact: true })).toBeVisible();
        const axe = await new AxeBuilder({ page: file }).include('header').analyze();
        expect(axe.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
        expect(wrong).toEqual([]);
        await context.setOffline(false);
        await file.close();
    });
});

test('an export under way is cancelled, and its file is not taken for whole', async ({ page, open, standIn }) => {
    const server = await standIn('--wait', '--rate', '60000', '--events', '400000', '--linger');
    const id = await session(page.request, open.origin, { pid: server.pid, preset: 'all', name: 'to cancel' });
    await expect
        .poll(
            async () => {
                const seen = await page.request.get(`${open.origin}/api/sessions/${id}`);
                return ((await seen.json()) as { counts: { events: number } }).counts.events;
            },
            { timeout: 30_000 },
        )
        .toBeGreaterThan(150_000);
    await page.goto(`${open.origin}/sessions/${id}`);
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Export' });
    await dialog.getByRole('radio', { name: /^JSON lines/ }).check();
    const begun = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await dialog.getByRole('button', { name: 'Cancel the export' }).click();
    await expect(dialog.getByRole('status')).toHaveText(/^Cancelled/);
    expect(await (await begun).failure()).not.toBeNull();
});

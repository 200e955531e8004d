import AxeBuilder from '@axe-core/playwright';
import { expect, session, test } from './server';

test('what QUIC connections came to: together, in groups, and each by itself', async ({ page, standIn, open }) => {
    const server = await standIn('--demo', '--mix', 'h3:100');
    const id = await session(page.request, open.origin, { pid: server.pid, preset: 'all', name: 'quic' });
    await page.goto(`${open.origin}/sessions/${id}`);
    const table = page.getByRole('region', { name: 'By network' });

    await test.step('the tab leads to the totals and to the networks of the clients', async () => {
        await page.getByRole('link', { name: 'Transport', exact: true }).click();
        await expect(page).toHaveURL(`${open.origin}/sessions/${id}/statistics`);
        await expect(page.locator('.total').first()).toContainText(/Loss\d/, { timeout: 20_000 });
        await expect(page.getByText(/^\d+ of \d+ connections? of this session$/)).toBeVisible();
        await expect(table.getByRole('link', { name: /\/(24|48)$/ }).first()).toBeVisible({ timeout: 20_000 });
    });

    await test.step('a column orders them, and its address says so', async () => {
        await table.getByRole('button', { name: 'Sent' }).click();
        await expect(page).toHaveURL(/order=sent/);
        await expect(table.getByRole('columnheader', { name: 'Sent' })).toHaveAttribute('aria-sort', 'descending');
        await table.getByRole('button', { name: 'Sent' }).click();
        await expect(table.getByRole('columnheader', { name: 'Sent' })).toHaveAttribute('aria-sort', 'ascending');
        await page.reload();
        await expect(table.getByRole('columnheader', { name: 'Sent' })).toHaveAttribute('aria-sort', 'ascending');
    });

    await test.step('light or dark, nothing bars anyone', async () => {
        for (const colorScheme of ['light', 'dark'] as const) {
            await page.emulateMedia({ colorScheme });
            const { violations } = await new AxeBuilder({ page }).analyze();
            expect(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`)).toEqual(
                [],
            );
        }
    });

    await test.step('a search narrows them; one that finds nothing says so, and a wrong one where', async () => {
        const field = page.getByRole('combobox', { name: 'Search requests' });
        await field.fill('conn.sent > 1');
        await field.press('Enter');
        await expect(page).toHaveURL(/q=conn\.sent/);
        await expect(table).toBeVisible();
        await field.fill('status = 999');
        await field.press('Enter');
        await expect(page.getByText('No QUIC connection has a request that matches')).toBeVisible();
        await field.fill('conn.loss > 5');
        await field.press('Enter');
        await expect(page.locator('.search-underline u')).toHaveText('5');
        await page.getByRole('button', { name: 'Clear the search' }).click();
    });

    await test.step('a network leads to its requests', async () => {
        const network = table.getByRole('link', { name: /\.0\/24$/ }).first();
        await network.click();
        await expect(page.getByRole('combobox', { name: 'Search requests' })).toHaveValue(
            /^connection\(peer \^= "[\d.]+"\)$/,
        );
        await expect(page.locator('.grid-row[aria-selected]').first()).toBeVisible();
        await page.goBack();
    });

    await test.step('a connection leads to its QUIC views', async () => {
        await page.getByRole('link', { name: 'Connection', exact: true }).click();
        await page.getByRole('region', { name: 'By connection' }).getByRole('link', { name: /^\d+$/ }).first().click();
        await expect(page).toHaveURL(/\/quic\?conn=\d+$/);
    });

    await test.step('the list tells of loss and round trips, the panel all that is known and what is not', async () => {
        await page.goto(`${open.origin}/sessions/${id}/connections`);
        await expect(page.getByRole('columnheader', { name: 'Loss' })).toBeVisible();
        await page.locator('.grid-row[aria-selected]').filter({ hasText: 'HTTP/3' }).first().click();
        const quic = page.getByRole('region', { name: 'QUIC' });
        await expect(quic.getByText('Congestion window', { exact: true })).toBeVisible();
        await expect(quic.getByRole('heading', { name: 'Not known' })).toBeVisible();
        await quic.getByRole('link', { name: 'Open in QUIC view' }).click();
        await expect(page).toHaveURL(/\/quic\?conn=\d+$/);
    });
});

test('a session that is told nothing of QUIC says what would tell it', async ({ page, standIn, open }) => {
    const server = await standIn('--demo', '--mix', 'h1:100');
    const id = await session(page.request, open.origin, { pid: server.pid, preset: 'http', name: 'http' });
    await page.goto(`${open.origin}/sessions/${id}/statistics`);
    await expect(page.getByText('No QUIC connection yet')).toBeVisible();
    await expect(page.getByText(/preset/)).toBeVisible({ timeout: 20_000 });
});

import AxeBuilder from '@axe-core/playwright';
import { recorded, to } from './asked';
import { expect, test } from './server';

test('the page of views says what there is, with an example that runs', async ({ open, page, standIn }) => {
    await recorded(open, page, standIn, 'examples');
    const answer = await page.goto(`${open.origin}/sql/schema`);
    expect(answer?.status()).toBe(200);
    await page.getByLabel('Find a view or column').fill('duration_nanos');
    const view = page.getByRole('region', { name: 'request', exact: true });
    await expect(view.getByRole('rowheader', { name: /^duration_nanos/ })).toBeVisible();
    await page.getByLabel('Find a view or column').fill('');
    await view.getByRole('link', { name: 'Run' }).click();
    await expect(page.getByRole('group', { name: 'Sessions that are asked' })).toContainText('examples');
    await expect(page.locator('.sql-facts strong')).toHaveText(/^\d+ rows?$/);
});

test('axe finds nothing serious on the pages of SQL, light or dark, narrow or wide', async ({
    open,
    page,
    standIn,
}) => {
    test.setTimeout(600_000);
    const id = await recorded(open, page, standIn, 'read by axe');
    const query =
        'SELECT session, conn, req, at, status, path, duration_nanos, finished FROM request WHERE status > :least';
    for (const path of [`${to(id, query)}&p.least=1`, `${to(id, query)}&p.least=1&show=chart`, '/sql/schema']) {
        for (const [width, colorScheme] of [
            [1280, 'light'],
            [800, 'dark'],
            [1920, 'dark'],
        ] as const) {
            await page.setViewportSize({ width, height: 900 });
            await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
            await page.goto(open.origin + path);
            await expect(page.locator('.sql-result .grid-row, .sql-schema section').first()).toBeVisible();
            const { violations } = await new AxeBuilder({ page }).analyze();
            const serious = violations
                .filter(({ impact }) => impact === 'serious' || impact === 'critical')
                .map(
                    ({ id: what, nodes }) =>
                        `${path} ${width}: ${what} at ${nodes.map((n) => n.target.join(' ')).join(', ')}`,
                );
            expect.soft(serious).toEqual([]);
            const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
            expect.soft(beyond, `${path} is wider than ${width}`).toBeLessThanOrEqual(0);
        }
    }
});

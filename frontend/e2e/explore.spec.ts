import { expect, session, test } from './server';

test('from a process to a request, and back to it by its address', async ({ page, standIn }) => {
    const server = await standIn('--demo', '--port', '0');
    await page.getByRole('link', { name: `Attach to pid ${server.pid}`, exact: true }).click();
    await expect(page.getByRole('heading', { name: `Attach to pid ${server.pid}` })).toBeVisible();
    await expect(page.getByRole('radio', { name: /^HTTP/ })).toBeChecked();
    await page.getByLabel('Share of connections').fill('0');
    await page.getByRole('button', { name: 'Attach' }).click();
    await expect(page.getByText('Write a number above 0, up to 100.')).toBeVisible();
    await page.getByLabel('Share of connections').fill('100');
    await page.getByLabel('Name', { exact: true }).fill('from the page');
    await page.getByRole('button', { name: 'Attach' }).click();

    await test.step('rows come live, and none is lost unsaid', async () => {
        await expect(page).toHaveURL(/\/sessions\/\w+$/);
        await expect(page.getByText('running')).toBeVisible();
        await expect(page.locator('.grid-row[aria-selected]').nth(4)).toBeVisible();
        await expect(page.getByRole('button', { name: /^[\d,]+ events?$/ })).toBeVisible();
    });

    await test.step('paused, the list stands still and counts what waits; resumed, it goes on', async () => {
        await page.getByRole('button', { name: 'Pause' }).click();
        await expect(page.getByRole('button', { name: /Resume [1-9]\d* waiting/ })).toBeVisible();
        const first = await page.locator('.grid-row[aria-selected]').first().getAttribute('id');
        await expect(page.getByRole('button', { name: /Resume ([5-9]|\d\d+) waiting/ })).toBeVisible();
        expect(await page.locator('.grid-row[aria-selected]').first().getAttribute('id')).toBe(first);
        await page.getByRole('button', { name: /Resume/ }).click();
        await expect(page.locator('.grid-row[aria-selected]').first()).not.toHaveId(first ?? '');
    });

    await test.step('a search by a header, completed from what was seen, finds its requests', async () => {
        await page.keyboard.press('/');
        await page.keyboard.type('req.user-a');
        await page.getByRole('option', { name: /req\.user-agent/ }).click();
        await page.keyboard.type('~ mozilla');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Enter');
        await expect(page).toHaveURL(/q=req\.user-agent/);
        await expect(page.locator('.grid-row[aria-selected]').first()).toBeVisible();
    });

    await test.step('its panel shows both headers, what is masked, its phases and events', async () => {
        await page.locator('.grid-row[aria-selected]').first().click();
        const panel = page.getByRole('complementary', { name: 'Request' });
        await expect(panel.getByText(/Mozilla/).first()).toBeVisible();
        await expect(panel.getByRole('heading', { name: /Response/ })).toBeVisible();
        await panel.getByRole('tab', { name: 'Timing' }).click();
        await expect(panel.getByRole('row').first()).toBeVisible();
        await panel.getByRole('tab', { name: 'Events' }).click();
        await expect(panel.getByText('h2o:receive_request', { exact: true })).toBeVisible();
        await panel.getByText('h2o:receive_request', { exact: true }).click();
        await expect(panel.getByText('http_version', { exact: true })).toBeVisible();
    });

    await test.step('the address is the state: reloaded, all of it is there again', async () => {
        const address = page.url();
        expect(address).toMatch(/request=\d+\/\d+&tab=events/);
        await page.reload();
        await expect(page.getByRole('tab', { name: 'Events' })).toHaveAttribute('aria-selected', 'true');
        await expect(page.getByRole('combobox', { name: 'Search requests' })).toHaveValue('req.user-agent ~ mozilla');
        await expect(page.getByText('h2o:receive_request', { exact: true })).toBeVisible();
        expect(page.url()).toBe(address);
    });

    await test.step('a header’s value leads to the requests that share it', async () => {
        await page.getByRole('tab', { name: 'Headers' }).click();
        await page.locator('.header-line').first().hover();
        await page
            .getByRole('button', { name: /^Find requests with this/ })
            .first()
            .click();
        await expect(page.getByRole('combobox', { name: 'Search requests' })).toHaveValue(
            /^req\.user-agent ~ mozilla and \S+ = /,
        );
        await expect(page.locator('.grid-row[aria-selected]').first()).toBeVisible();
        await page.getByRole('tab', { name: 'Connection' }).click();
        await page.getByRole('link', { name: 'Its requests' }).click();
        await expect(page.getByRole('combobox', { name: 'Search requests' })).toHaveValue(/^conn = \d+$/);
    });

    await test.step('stopped, it is sealed and still all there', async () => {
        await page.getByRole('button', { name: 'Stop' }).click();
        await expect(page.getByText('sealed')).toBeVisible();
        await expect(page.locator('.grid-row[aria-selected]').first()).toBeVisible();
        await expect(page.getByRole('button', { name: 'Pause' })).toHaveCount(0);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('button', { name: 'Resume' })).toHaveCount(0);
    });

    await test.step('opened again from the list, renamed, and deleted', async () => {
        await page.getByRole('link', { name: 'Hydroscope' }).click();
        await page.getByRole('link', { name: 'from the page' }).click();
        await expect(page.locator('.grid-row[aria-selected]').first()).toBeVisible();
        await page.goBack();
        await page.getByRole('button', { name: 'Rename from the page' }).click();
        await page.getByLabel('New name of from the page').fill('seen & kept');
        await page.keyboard.press('Enter');
        await expect(page.getByRole('link', { name: 'seen & kept' })).toBeVisible();
        await page.getByRole('button', { name: 'Delete seen & kept' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
        await expect(page.getByRole('link', { name: 'seen & kept' })).toHaveCount(0);
    });
});

test('a press on a row that others move away before it is let go selects that row', async ({ page, standIn }) => {
    const server = await standIn('--demo', '--port', '0');
    await page.getByRole('link', { name: `Attach to pid ${server.pid}`, exact: true }).click();
    await page.getByRole('button', { name: 'Attach' }).click();
    const rows = page.locator('.grid-row[aria-selected]');
    await expect(rows.nth(4)).toBeVisible();
    const box = await page.locator('.grid-body').boundingBox();
    const at = { x: (box?.x ?? 0) + 40, y: (box?.y ?? 0) + 100 };
    const under = () =>
        page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.closest('.grid-row')?.id ?? 'none', at);
    await page.mouse.move(at.x, at.y);
    const pressed = await under();
    await page.mouse.down();
    await expect.poll(under).not.toBe(pressed);
    await page.mouse.up();
    await expect(page.getByRole('complementary', { name: 'Request' })).toBeVisible();
    await expect(page.locator('.grid-row[aria-selected=true]')).toHaveCount(1);
});

test('a query that cannot be read is marked where it is wrong', async ({ page, standIn }) => {
    const server = await standIn('--demo');
    await page.getByRole('link', { name: `Attach to pid ${server.pid}`, exact: true }).click();
    await page.getByRole('button', { name: 'Attach' }).click();
    await expect(page.locator('.grid-row[aria-selected]').first()).toBeVisible();
    await page.getByRole('combobox', { name: 'Search requests' }).fill('method = GET and stats >= 500');
    await page.getByRole('combobox', { name: 'Search requests' }).press('Enter');
    await expect(page.locator('.search-underline u')).toHaveText('stats');
    await expect(page.getByRole('alert')).toContainText('status');
    await page.getByRole('combobox', { name: 'Search requests' }).fill('method = GET and status >= 100');
    await page.getByRole('combobox', { name: 'Search requests' }).press('Enter');
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(page.locator('.grid-row[aria-selected]').first()).toBeVisible();
});

test('the first requests that come live take the place of the word that there are none', async ({
    open,
    page,
    standIn,
}) => {
    const server = await standIn('--port', '0');
    const id = await session(page.request, open.origin, { pid: server.pid, preset: 'http', name: 'quiet at first' });
    await page.goto(`${open.origin}/sessions/${id}`);
    await expect(page.getByText('No request yet')).toBeVisible();
    for (let i = 0; i < 6; i++) await fetch(`http://127.0.0.1:${server.port}/${i}`);
    await expect(page.locator('.grid-row[aria-selected]')).toHaveCount(6);
    await expect(page.getByText('No request yet')).toHaveCount(0);
    await expect(page.getByText('6 requests: the beginning of the capture')).toBeVisible();
});

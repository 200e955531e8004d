import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { type Explorer, expect, session, type StartStandIn, test } from './server';

/** A session that has ended, so that its numbers stay as they are. */
async function sealed(page: Page, open: Explorer, standIn: StartStandIn): Promise<string> {
    const server = await standIn('--demo', '--port', '0');
    const id = await session(page.request, open.origin, { pid: server.pid, preset: 'http', name: 'narrowed' });
    const counts = async () => {
        const answer = await page.request.get(`${open.origin}/api/sessions/${id}`);
        return ((await answer.json()) as { counts: { requests: number } }).counts.requests;
    };
    await expect.poll(counts, { timeout: 60_000 }).toBeGreaterThan(120);
    await page.request.post(`${open.origin}/api/sessions/${id}/stop`, {
        headers: { 'X-Hydroscope': '1', Origin: open.origin },
    });
    await page.goto(`${open.origin}/sessions/${id}`);
    await expect(found(page)).toHaveText(/^[\d,]+ requests$/);
    return id;
}

const found = (page: Page): Locator => page.locator('.narrowed-count');
const facet = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const values = (box: Locator): Locator => box.locator('.facet-toggle');
const plot = (page: Page): Locator => page.locator('.strip-canvas');
const asked = (page: Page): string | null => new URL(page.url()).searchParams.get('q');

/** How many of how many match. */
async function numbers(page: Page): Promise<{ matched: number; total: number }> {
    await expect(found(page)).toHaveText(/^[\d,]+ (of [\d,]+ )?requests$/);
    await expect(found(page)).not.toHaveClass(/old/);
    const [matched = 0, total = matched] = ((await found(page).textContent()) ?? '')
        .match(/[\d,]+/g)!
        .map((text) => Number(text.replaceAll(',', '')));
    return { matched, total };
}

async function countOf(value: Locator): Promise<number> {
    return Number(((await value.locator('.facet-count').textContent()) ?? '').replaceAll(',', ''));
}

async function drag(page: Page, from: [number, number], to: [number, number]): Promise<void> {
    const box = (await plot(page).boundingBox())!;
    const at = ([x, y]: [number, number]) => [box.x + box.width * x, box.y + box.height * y] as const;
    await page.mouse.move(...at(from));
    await page.mouse.down();
    await page.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]));
    await page.mouse.move(...at(to));
    await page.mouse.up();
}

test('facets add, exclude and take away conditions, and count what they say', async ({ page, open, standIn }) => {
    await sealed(page, open, standIn);
    const methods = facet(page, 'Method');
    const get = values(methods).filter({ hasText: 'GET' });
    const gets = await countOf(get);

    await test.step('a value narrows to as many as it says', async () => {
        await get.click();
        expect(asked(page)).toMatch(/^method = "?GET"?$/);
        await expect(get).toHaveAttribute('aria-pressed', 'true');
        expect((await numbers(page)).matched).toBe(gets);
        await expect(page.locator('.grid-row[aria-selected]').first()).toContainText('GET');
    });

    await test.step('a second of its field is one or the other', async () => {
        const post = values(methods).filter({ hasText: 'POST' });
        const posts = await countOf(post);
        await post.click();
        expect(asked(page)).toMatch(/^method = "?GET"? or method = "?POST"?$/);
        expect((await numbers(page)).matched).toBe(gets + posts);
        await get.click();
        expect(asked(page)).toMatch(/^method = "?POST"?$/);
        await post.click();
        expect(asked(page)).toBeNull();
    });

    await test.step('excluded, the others are left', async () => {
        const { total } = await numbers(page);
        await get.click({ modifiers: ['Alt'] });
        expect(asked(page)).toMatch(/^not method = "?GET"?$/);
        expect(await numbers(page)).toEqual({ matched: total - gets, total });
        await page.getByRole('button', { name: /^Remove not method/ }).click();
        expect((await numbers(page)).matched).toBe(total);
    });

    await test.step('what was written stays as it was written', async () => {
        await page.getByRole('combobox', { name: 'Search requests' }).fill('(status >= 100 or timeout)  path ^= /');
        await page.keyboard.press('Enter');
        await numbers(page);
        await get.click();
        expect(asked(page)).toMatch(/^\(status >= 100 or timeout\)  path \^= \/ and method = "?GET"?$/);
        await page.getByRole('button', { name: 'Clear all' }).click();
        expect(asked(page)).toBeNull();
    });

    await test.step('a header is added by its name, and taken away', async () => {
        await page.getByRole('combobox', { name: 'Add a field or header' }).fill('no such field');
        await page.keyboard.press('Enter');
        await expect(page.getByRole('alert')).toContainText('req.NAME');
        await page.getByRole('combobox', { name: 'Add a field or header' }).fill('req.user-agent');
        await page.keyboard.press('Enter');
        await expect(page).toHaveURL(/facets=req\.user-agent/);
        await expect(values(facet(page, 'req.user-agent')).first()).toBeVisible();
        await page.getByRole('button', { name: 'Take req.user-agent away' }).click();
        await expect(page).not.toHaveURL(/facets=/);
    });

    await test.step('a path leads one segment deeper', async () => {
        await values(facet(page, 'Path, first segment')).first().click();
        await page.getByRole('button', { name: 'One segment deeper' }).click();
        await expect(values(facet(page, 'Path, two segments')).first()).toBeVisible();
    });
});

test('what is drawn over time narrows to it, and says what is different', async ({ page, open, standIn }) => {
    await sealed(page, open, standIn);
    const { total } = await numbers(page);

    await test.step('a stretch of time', async () => {
        await drag(page, [0.3, 0.2], [0.7, 0.25]);
        await expect(page).toHaveURL(/from=.*&to=/);
        expect((await numbers(page)).matched).toBeLessThan(total);
        await page.getByRole('button', { name: 'Zoom out' }).click();
        await page.getByRole('button', { name: 'Show all of the time' }).first().click();
        await expect(page).not.toHaveURL(/from=/);
        expect((await numbers(page)).matched).toBe(total);
    });

    await test.step('time and durations together', async () => {
        await drag(page, [0.2, 0.6], [0.8, 0.75]);
        await expect(page).toHaveURL(/from=.*&to=/);
        expect(asked(page)).toMatch(/^duration >= \S+ and duration < \S+$/);
        await page.getByRole('button', { name: 'Clear all' }).click();
        expect((await numbers(page)).matched).toBe(total);
    });

    await test.step('points, and one of them opens', async () => {
        await page.getByRole('button', { name: 'Points' }).click();
        await expect(page).toHaveURL(/latency=points/);
        await page.getByRole('group', { name: 'Stacked by' }).getByRole('button', { name: 'Protocol' }).click();
        await expect(page).toHaveURL(/stack=protocol/);
    });

    await test.step('with shift held: what is different', async () => {
        await page.keyboard.down('Shift');
        await drag(page, [0.3, 0.2], [0.6, 0.25]);
        await page.keyboard.up('Shift');
        await expect(page).toHaveURL(/against=time/);
        const panel = page.getByRole('complementary', { name: 'Differences' });
        await expect(panel.getByText(/selected:/)).toBeVisible();
        await expect(panel.getByText(/need not be the cause/)).toBeVisible();
        await panel.getByRole('button', { name: 'Close' }).click();
        await expect(page).not.toHaveURL(/against=/);
    });

    await test.step('the present query against all others', async () => {
        await values(facet(page, 'Status class')).filter({ hasText: '4xx' }).click();
        const { matched } = await numbers(page);
        await page.getByRole('button', { name: 'What is different about these?' }).click();
        const panel = page.getByRole('complementary', { name: 'Differences' });
        await expect(panel.locator('.differences-sizes strong').first()).toHaveText(String(matched));
        await expect(panel.locator('.differences-sizes strong').nth(1)).toHaveText(String(total - matched));
        await expect(panel.getByRole('region', { name: /^Status/ }).first()).toBeVisible();
        const value = panel.locator('.difference-value[aria-pressed="false"]').first();
        await value.click();
        expect(asked(page)).toMatch(/^class = 4xx and /);
        await expect(page).toHaveURL(/against=/);
    });
});

test('groups have their numbers, and lead to their requests', async ({ page, open, standIn }) => {
    await sealed(page, open, standIn);
    const { total } = await numbers(page);
    await page.getByRole('combobox', { name: 'Group by' }).selectOption('method');
    await expect(page).toHaveURL(/group=method/);
    const grid = page.getByRole('grid', { name: 'Requests by Method' });
    const rows = grid.locator('.grid-row[aria-selected]');
    await expect(rows.first()).toContainText('GET');
    const gets = await countOf(values(facet(page, 'Method')).filter({ hasText: 'GET' }));
    await expect(rows.first().locator('[data-column="requests"]')).toHaveText(gets.toLocaleString('en-US'));
    const others = await rows.locator('[data-column="requests"]').allTextContents();
    expect(others.reduce((sum, text) => sum + Number(text.replaceAll(',', '')), 0)).toBeLessThanOrEqual(total);
    const answer = page.waitForResponse(/\/groups\?.*order=slowest/);
    await grid.getByRole('button', { name: 'Max' }).click();
    await expect(page).toHaveURL(/sort=slowest/);
    await answer;
    await expect(grid).toHaveAttribute('aria-busy', 'false');
    await grid.getByRole('link', { name: 'POST' }).click();
    await expect(page).not.toHaveURL(/group=/);
    expect(asked(page)).toMatch(/^method = "?POST"?$/);
    await expect(page.locator('.grid-row[aria-selected]').first()).toContainText('POST');
});

test('all of it by keyboard', async ({ page, open, standIn }) => {
    await sealed(page, open, standIn);
    const { total } = await numbers(page);

    await test.step('facets', async () => {
        const first = values(page.getByRole('complementary', { name: 'Facets' })).first();
        await first.focus();
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('ArrowUp');
        await expect(first).toBeFocused();
        await page.keyboard.press('Enter');
        await expect(first).toHaveAttribute('aria-pressed', 'true');
        await page.keyboard.press('-');
        await expect.poll(() => asked(page)).toMatch(/^not class/);
        await page.keyboard.press('-');
        await expect.poll(() => asked(page)).toBeNull();
        await page.keyboard.press('f');
        await expect(page.getByRole('complementary', { name: 'Facets' })).toHaveCount(0);
        await page.keyboard.press('f');
    });

    await test.step('the plots', async () => {
        await expect(values(facet(page, 'Method')).first()).toBeVisible();
        await plot(page).focus();
        await page.keyboard.press('ArrowRight');
        await expect(page.locator('.strip-readout')).toBeVisible();
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('ArrowUp');
        for (let i = 0; i < 8; i++) await page.keyboard.press('Shift+ArrowRight');
        await page.keyboard.press('Enter');
        await expect(page).toHaveURL(/from=.*&to=/);
        expect((await numbers(page)).matched).toBeLessThan(total);
        await page.keyboard.press('0');
        await expect(page).not.toHaveURL(/from=/);
        await page.keyboard.press('Home');
        for (let i = 0; i < 8; i++) await page.keyboard.press('Shift+ArrowRight');
        await page.keyboard.press('d');
        await expect(page.getByRole('complementary', { name: 'Differences' })).toBeVisible();
    });

    await test.step('the plots as a table', async () => {
        await page.getByRole('button', { name: 'The plots as a table' }).focus();
        await page.keyboard.press('Enter');
        const table = page.getByRole('region', { name: 'Requests over time' });
        await table.getByRole('button').first().focus();
        await page.keyboard.press('Enter');
        await expect(page).toHaveURL(/from=.*&to=/);
    });

    await test.step('earlier searches', async () => {
        await page.keyboard.press('/');
        await page.keyboard.type('status >= 400');
        await page.keyboard.press('Enter');
        await expect.poll(() => asked(page)).toBe('status >= 400');
        await page.getByRole('combobox', { name: 'Search requests' }).fill('');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: 'Clear all' }).focus();
        await page.keyboard.press('Enter');
        const box = page.getByRole('combobox', { name: 'Search requests' });
        await page.keyboard.press('/');
        await expect(box).toHaveAttribute('aria-expanded', 'true');
        await page.keyboard.press('ArrowDown');
        await expect(box).toHaveAttribute('aria-activedescendant', /./);
        await page.keyboard.press('Enter');
        await expect.poll(() => asked(page)).toBe('status >= 400');
    });
});

test('axe finds nothing serious, light or dark, wide or narrow', async ({ page, open, standIn }) => {
    test.slow();
    const id = await sealed(page, open, standIn);
    const states = [
        '?against=status%20%3E%3D%20400',
        '?group=path.1&q=status%20%3E%3D%20100',
        '?latency=points&stack=protocol',
        '?against=status%20%3E%3D%20400&facets=req.host,path.2',
    ];
    for (const [i, state] of states.entries()) {
        const [colorScheme, width] = i % 2 === 0 ? (['light', 1280] as const) : (['dark', 800] as const);
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        await page.goto(`${open.origin}/sessions/${id}${state}`);
        await numbers(page);
        const { violations } = await new AxeBuilder({ page }).analyze();
        const serious = violations
            .filter(({ impact }) => impact === 'serious' || impact === 'critical')
            .map((each) => `${state} ${each.id}: ${each.nodes.map(({ target }) => target.join(' ')).join(', ')}`);
        expect(serious).toEqual([]);
    }
});

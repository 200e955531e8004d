import type { Page } from '@playwright/test';
import { expect, session, test } from './server';

test.use({ contextOptions: { permissions: ['clipboard-read', 'clipboard-write'] } });

/** What has the focus, as a screen reader would call it. */
const focused = (page: Page) =>
    page.evaluate(() => {
        const element = document.activeElement;
        return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });

async function tabTo(page: Page, name: RegExp): Promise<void> {
    for (let i = 0; i < 80; i++) {
        await page.keyboard.press('Tab');
        if (name.test(await focused(page))) return;
    }
    throw new Error(`the keyboard never came to ${name}`);
}

/** What the address says now has been drawn: what stands there is no more of the state before. */
const drawn = (page: Page) =>
    page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

const panel = (page: Page) => page.getByRole('complementary', { name: 'Request' });

test('from the first page to a request, its connection, a comparison and back, with no mouse', async ({
    open,
    page,
    standIn,
}) => {
    const server = await standIn('--demo');
    const id = await session(page.request, open.origin, { pid: server.pid, preset: 'all', name: 'by hand' });
    await page.goto(open.origin);

    await test.step('the first Tab is a way past what stands above', async () => {
        await expect(page.getByRole('link', { name: 'by hand' })).toBeVisible();
        await page.keyboard.press('Tab');
        expect(await focused(page)).toBe('Skip to the content');
        await page.keyboard.press('Enter');
        await expect(page.getByRole('main')).toBeFocused();
        await tabTo(page, /^by hand$/);
        await page.keyboard.press('Enter');
        await expect(page).toHaveURL(new RegExp(`/sessions/${id}`));
    });

    const rows = page.locator('.grid-row[aria-selected]');
    await test.step('a request is found, read and left again', async () => {
        await expect(rows.nth(4)).toBeVisible();
        await page.keyboard.press('p');
        await page.keyboard.press('j');
        await expect(panel(page).getByRole('tab', { name: 'Headers' })).toBeVisible();
        await page.keyboard.press('Enter');
        await expect(page.getByRole('tab', { name: 'Headers' })).toBeFocused();
        const first = page.url();
        await page.keyboard.press('j');
        await expect(page).not.toHaveURL(first);
        await page.keyboard.press('k');
        await expect(page).toHaveURL(first);
        await drawn(page);
    });

    await test.step('a header is filtered for, and what can be done with it is chosen', async () => {
        await expect(panel(page).locator('.header-line').first()).toBeVisible();
        await page.keyboard.press('h');
        await expect(panel(page).locator('.headers-filter input')).toBeFocused();
        await page.keyboard.type(':path');
        await expect(panel(page).locator('.header-line')).toHaveCount(1);
        await page.keyboard.press('Tab');
        await expect(panel(page).getByRole('button', { name: 'What to do with :path' })).toBeFocused();
        await page.keyboard.press('Enter');
        await expect(page.getByRole('menuitem', { name: 'Only these' })).toBeFocused();
        await page.keyboard.press('o');
        await expect(page).toHaveURL(/q=path\+%3D/);
        await expect(page.getByRole('menu')).toHaveCount(0);
        await expect(panel(page)).toBeVisible();
        await page.goBack();
        await expect(page).not.toHaveURL(/q=/);
    });

    await test.step('it is copied as a command', async () => {
        await page.keyboard.press('Escape');
        await page.keyboard.press('j');
        await expect(panel(page).locator('.header-line').first()).toBeVisible();
        await page.keyboard.press('y');
        await expect(page.getByRole('menuitem', { name: 'As curl' })).toBeFocused();
        await page.keyboard.press('c');
        await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^(# .*\n)*curl \\\n/);
    });

    await test.step('its connection is opened by its tab, and back', async () => {
        const here = page.url();
        await page.keyboard.press(']');
        await page.keyboard.press(']');
        await expect(page.getByRole('tab', { name: 'Connection' })).toHaveAttribute('aria-selected', 'true');
        await tabTo(page, /^Its events$/);
        await page.keyboard.press('Enter');
        await expect(page.getByRole('complementary', { name: 'Connection' })).toContainText('Identity');
        await page.goBack();
        await expect(page.getByRole('tab', { name: 'Connection' })).toHaveAttribute('aria-selected', 'true');
        await page.keyboard.press('[');
        await page.keyboard.press('[');
        await expect(page).toHaveURL(here);
    });

    await test.step('it is held against another, the two change places, and Esc ends it', async () => {
        await expect(panel(page).locator('.header-line').first()).toBeVisible();
        await page.keyboard.press('c');
        await expect(panel(page).getByText('This is the base of a comparison')).toBeVisible();
        const base = new URL(page.url()).searchParams.get('request');
        await page.keyboard.press('j');
        await expect(panel(page).getByRole('button', { name: 'Compare with it' })).toBeVisible();
        await page.keyboard.press('c');
        await expect(page.getByRole('region', { name: 'Comparison' })).toContainText('Phases');
        expect(new URL(page.url()).searchParams.get('compare')).toBe(base);
        await page.keyboard.press('x');
        await expect(page).toHaveURL(new RegExp(`request=${base}&compare=`));
        await page.reload();
        await expect(page.getByRole('region', { name: 'Comparison' })).toContainText('Phases');
        await page.keyboard.press('Escape');
        await expect(page).not.toHaveURL(/compare=/);
        await expect(panel(page)).toBeVisible();
    });

    await test.step('a note is kept, changed and deleted', async () => {
        const editor = panel(page).getByRole('region', { name: 'Notes' }).getByRole('textbox');
        await page.keyboard.press('m');
        await expect(editor).toBeFocused();
        await page.keyboard.type('slow, <b>why</b>?');
        await page.keyboard.press('Control+Enter');
        await expect(panel(page).getByText('slow, <b>why</b>?')).toBeVisible();
        await tabTo(page, /^Edit the note$/);
        await page.keyboard.press('Enter');
        await expect(editor).toBeFocused();
        await page.keyboard.press('End');
        await page.keyboard.type(' Known now.');
        await page.keyboard.press('Control+Enter');
        await expect(panel(page).getByText('slow, <b>why</b>? Known now.')).toBeVisible();
        await page.keyboard.press('M');
        await expect(page.getByRole('dialog').getByRole('link', { name: /^Request \d/ })).toBeVisible();
        await page.keyboard.press('Escape');
        await tabTo(page, /^Delete the note$/);
        await page.keyboard.press('Enter');
        await expect(panel(page).getByText('Known now.')).toHaveCount(0);
    });

    await test.step('the palette finds a header as a column, and a view by its name', async () => {
        await page.keyboard.press('Escape');
        await page.keyboard.press(':');
        await expect(page.getByRole('combobox', { name: 'What to do or where to go' })).toBeFocused();
        await page.keyboard.type('user-agent');
        await expect(page.getByRole('option', { name: /Column\s*req\.user-agent/ })).toBeVisible();
        while (!/Column/.test((await page.locator('[role="option"][aria-selected="true"]').textContent()) ?? ''))
            await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await expect(page).toHaveURL(/columns=req\.user-agent/);
        await page.keyboard.press('Control+k');
        await expect(page.getByRole('combobox', { name: 'What to do or where to go' })).toBeFocused();
        await page.keyboard.type('connections');
        // sessions of that name stand in the list, too, once they are known
        while (
            !/Go to the connections/.test(
                (await page.locator('[role="option"][aria-selected="true"]').textContent()) ?? '',
            )
        )
            await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await expect(page).toHaveURL(new RegExp(`/sessions/${id}/connections`));
        await page.keyboard.press('g');
        await expect(page.getByText('Go to the requests')).toBeVisible();
        await page.keyboard.press('r');
        await expect(page).toHaveURL(new RegExp(`/sessions/${id}$`));
    });

    await test.step('the page of help names every key there is', async () => {
        await page.keyboard.press('?');
        const dialog = page.getByRole('dialog');
        for (const name of ['Next request', 'Pause or resume the live list', 'Go to QUIC', 'Write a search'])
            await expect(dialog.getByText(name, { exact: true })).toBeVisible();
        await page.keyboard.press('Escape');
        await page.keyboard.press('g');
        await page.keyboard.press('h');
        await expect(page).toHaveURL(`${open.origin}/`);
    });
});

test('no key does anything while someone writes', async ({ open, page, standIn }) => {
    const server = await standIn('--demo');
    const id = await session(page.request, open.origin, { pid: server.pid, name: 'writing' });
    await page.goto(`${open.origin}/sessions/${id}`);
    await expect(page.locator('.grid-row[aria-selected]').first()).toBeVisible();
    await page.keyboard.press('/');
    await page.keyboard.type('jkgh?:cymp');
    await expect(page.getByRole('combobox', { name: 'Search requests' })).toHaveValue('jkgh?:cymp');
    await expect(page).toHaveURL(new RegExp(`/sessions/${id}$`));
    await expect(page.getByRole('dialog')).toHaveCount(0);
});

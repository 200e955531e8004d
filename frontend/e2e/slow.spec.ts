import { expect, session, test } from './server';

/** How many times slower than this machine the page runs, so that no key waits for what it is meant for to be drawn. */
const SLOWER = 6;

test('on a slow machine, too, keys go where they were meant however fast they come', async ({
    open,
    page,
    standIn,
}) => {
    const server = await standIn('--demo');
    const id = await session(page.request, open.origin, { pid: server.pid, name: 'slow' });
    await page.goto(`${open.origin}/sessions/${id}`);
    await expect(page.locator('.grid-row[aria-selected]').nth(4)).toBeVisible();
    const browser = await page.context().newCDPSession(page);
    await browser.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });

    await test.step('into the note that was opened', async () => {
        const panel = page.getByRole('complementary', { name: 'Request' });
        await page.keyboard.press('p');
        await page.keyboard.press('j');
        await expect(panel.locator('.header-line').first()).toBeVisible();
        await page.keyboard.press('m');
        await page.keyboard.type('jkpf');
        await page.keyboard.press('Control+Enter');
        await expect(panel.getByText('jkpf')).toBeVisible();
        await panel.getByRole('button', { name: 'Edit the note' }).focus();
        await page.keyboard.press('Enter');
        await page.keyboard.press('End');
        await page.keyboard.type(' mt');
        await page.keyboard.press('Control+Enter');
        await expect(panel.getByText('jkpf mt')).toBeVisible();
        await page.keyboard.press('Escape');
    });

    await test.step('to the search before this one', async () => {
        const asked = () => new URL(page.url()).searchParams.get('q');
        await page.keyboard.press('/');
        await page.keyboard.type('status >= 100');
        await page.keyboard.press('Enter');
        await expect.poll(asked).toBe('status >= 100');
        await page.getByRole('button', { name: 'Clear all' }).focus();
        await page.keyboard.press('Enter');
        await page.keyboard.press('/');
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await expect.poll(asked).toBe('status >= 100');
    });
});

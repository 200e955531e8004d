import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, Program, session, test } from './server';

const ORDERS = 2000;
const sizes = Array.from({ length: ORDERS }, (_, i) => (i * i) % 1000);

let folder = '';
let shop: Program;

test.beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hydroscope-shop-'));
    execFileSync('cc', ['-O1', '-o', join(folder, 'shop'), 'e2e/shop.c']);
    shop = await Program.start(join(folder, 'shop'), [], /^ready/);
});

test.afterAll(async () => {
    await shop.end();
    rmSync(folder, { recursive: true, force: true });
});

const grouped = (n: number) => n.toLocaleString('en-US');
const eventsOf = (page: Page, probe: string) =>
    page.getByRole('navigation', { name: 'Probes of the session' }).getByRole('row').filter({ hasText: probe });

async function nothingSerious(page: Page, where: string): Promise<void> {
    for (const [width, theme] of [
        [800, 'dark'],
        [1280, 'light'],
        [1920, 'dark'],
    ] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        const { violations } = await new AxeBuilder({ page }).analyze();
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect
            .soft(
                serious.map(({ id, nodes }) => `${where}, ${width}: ${id} at ${nodes.map((n) => n.target).join(', ')}`),
            )
            .toEqual([]);
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect.soft(beyond, `${where} is wider than a window of ${width}`).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
}

test('any program: its probes are picked, their arguments named, and what they told looked at', async ({
    open,
    page,
    context,
    browser,
}) => {
    await page.getByRole('link', { name: 'Trace any program' }).click();
    await page.getByLabel('Find a process').fill(`${folder}`);
    await page.getByRole('button', { name: `Trace pid ${shop.pid}`, exact: true }).click();
    await expect(page.getByText('all 2 of shop')).toBeVisible();
    await page.getByRole('checkbox', { name: /^shop:order/ }).check();
    await page.getByRole('checkbox', { name: /^shop:paid/ }).check();
    await page.getByRole('button', { name: 'Name its arguments' }).first().click();
    const names = ['order', 'size', 'path'];
    for (const [i, name] of names.entries()) await page.getByLabel(`Name of argument ${i}`).fill(name);
    await page.getByLabel('Kind of argument 2').selectOption('str');
    await expect(page.getByLabel('What is traced, 1')).toHaveValue('shop:order(order:int, size:int, path:str)');
    await expect(page.getByText('Arguments are kept as they are')).toBeVisible();
    await nothingSerious(page, 'picking');

    await page.getByRole('button', { name: 'Count for 3 s first' }).click();
    shop.write('10\n');
    await expect(page.getByRole('status').filter({ hasText: 'hits a second' })).toBeVisible();
    const link = page.url();
    await page.goto(`${open.origin}/`);
    await page.goto(link);
    await expect(page.getByLabel('What is traced, 1')).toHaveValue('shop:order(order:int, size:int, path:str)');
    await page.getByRole('button', { name: 'Attach' }).click();

    await expect(page).toHaveURL(/\/sessions\/\w+\/probes/);
    await expect(page.getByText('No probe has fired yet')).toBeVisible();
    shop.write(`${ORDERS}\n`);
    await expect(eventsOf(page, 'shop:order')).toContainText(grouped(ORDERS));
    await expect(eventsOf(page, 'shop:paid')).toContainText(grouped(ORDERS / 10));
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText('sealed')).toBeVisible();

    await page.getByRole('button', { name: 'shop:order' }).click();
    await page.getByRole('button', { name: 'size int' }).click();
    const between = (least: number, most: number) => sizes.filter((size) => size >= least && size <= most).length;
    const values = page.getByRole('list', { name: 'Values of size' });
    await expect(values.getByRole('button', { name: /^256 B – 511 B/ })).toContainText(grouped(between(256, 511)));
    await nothingSerious(page, 'a histogram');
    await values.getByRole('button', { name: /^256 B – 511 B/ }).press('Enter');
    await expect(page).toHaveURL(/q=size/);
    await expect(page.getByText(`${grouped(between(256, 511))} values`)).toBeVisible();
    await expect(page.getByRole('grid').getByRole('row')).not.toHaveCount(1);

    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await page.getByLabel('Equal steps from').fill('0');
    await page.getByLabel('to', { exact: true }).fill('999');
    await page.getByRole('button', { name: 'Draw' }).click();
    await expect(values.getByRole('button', { name: /^0 B – 24 B/ })).toContainText(grouped(between(0, 24)));

    await page.getByRole('button', { name: 'path string' }).click();
    const top = page.getByRole('list', { name: 'Most frequent values of path' });
    await expect(top.getByRole('button')).toHaveCount(4);
    await expect(top.getByRole('button', { name: '<img src=x onerror=alert(1)>' })).toContainText(grouped(ORDERS / 4));
    await expect(top.locator('.escape').filter({ hasText: '\\u{202e}' })).toBeVisible();
    expect(await page.locator('img[src="x"], #app script').count()).toBe(0);
    await top.getByRole('button', { name: '<img src=x onerror=alert(1)>' }).click();
    const rows = page.getByRole('grid').getByRole('row');
    await rows.nth(1).click();
    await expect(page.getByRole('complementary', { name: 'Event' })).toContainText('<img src=x onerror=alert(1)>');
    await page.getByRole('button', { name: 'size int' }).click();
    await page.getByRole('button', { name: 'Over time' }).click();
    await expect(page.getByText('least to most')).toBeVisible();
    await nothingSerious(page, 'values over time');

    const shared = new URL(page.url());
    const made = await context.request.post(`${open.origin}/api/links`, {
        data: { session: shared.pathname.split('/')[2], view: shared.pathname + shared.search, expires: '1h' },
        headers: { 'X-Hydroscope': '1', Origin: open.origin },
    });
    expect(made.ok(), await made.text()).toBe(true);
    const guest = await browser.newPage();
    await guest.goto(((await made.json()) as { url: string }).url);
    await expect(guest.getByRole('heading', { name: 'shop:order' })).toBeVisible();
    await guest.goto(`${open.origin}${shared.pathname}?probe=shop:order&argument=path`);
    await expect(guest.getByRole('list', { name: 'Most frequent values of path' })).toContainText('‹hidden');
    await expect(guest.getByText('onerror')).toHaveCount(0);
    await guest.close();
});

test('a tracepoint of the kernel, whichever process it is', async ({ open, page }) => {
    const attach = page.getByRole('button', { name: 'Attach' });
    const paint = () => attach.evaluate((button) => getComputedStyle(button).backgroundColor);
    await page.goto(`${open.origin}/trace?pid=999999999&probe=sched:sched_process_exec`);
    await expect(page.getByText('There is no process 999999999')).toBeVisible();
    await expect(attach).toBeDisabled();
    const disabled = await paint();
    await page.goto(`${open.origin}/trace?machine=true`);
    await page.getByLabel('Find a tracepoint').fill('sched_process_exec');
    await page.getByRole('checkbox', { name: 'sched:sched_process_exec' }).check();
    await expect(attach).toBeEnabled();
    expect(await paint(), 'what cannot be pressed looks as what can').not.toBe(disabled);
    await attach.click();
    await expect(page).toHaveURL(/\/sessions\/\w+\/probes/);
    for (let i = 0; i < 5; i++) execFileSync('true');
    await page.getByRole('button', { name: 'filename string' }).click();
    await page.getByLabel('Filter by arguments').fill('filename ~ "bin/true"');
    await page.getByLabel('Filter by arguments').press('Enter');
    await expect(page.getByRole('list', { name: 'Most frequent values of filename' })).toContainText('bin/true');
    await page.getByLabel('Filter by arguments').fill('speed = 1');
    await page.getByLabel('Filter by arguments').press('Enter');
    await expect(page.getByRole('alert')).toContainText('no argument of sched:sched_process_exec');
    await expect(page.getByText('Mend the filter to see its events.')).toBeVisible();
    const name = page.getByRole('button', { name: 'sched:sched_process_exec', exact: true });
    expect(await name.evaluate((of) => of.scrollWidth - of.clientWidth), 'a name is cut').toBe(0);
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText('sealed')).toBeVisible();
});

test('the probes of H2O are there too', async ({ open, page, standIn }) => {
    const server = await standIn('--demo');
    const id = await session(page.request, open.origin, { pid: server.pid, preset: 'all', name: 'h2o probes' });
    await page.goto(`${open.origin}/sessions/${id}`);
    await page.getByRole('link', { name: 'Probes' }).click();
    await expect(eventsOf(page, 'quicly:packet_sent')).toBeVisible();
    await page.getByRole('button', { name: 'quicly:packet_sent', exact: true }).click();
    await expect(page.getByRole('list', { name: /^Values of/ })).toBeVisible();
});

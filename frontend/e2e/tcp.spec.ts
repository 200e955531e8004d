import { connect, type Socket } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type Explorer, expect, session, type StandIn, test } from './server';

interface Talk {
    /** The port at this end. */
    port: number;
    sent: number;
    received: number;
}

/** Sends a text over a connection of its own, and reads until the server has nothing more to say. */
function talk(server: StandIn, text: string): Promise<Talk> {
    return new Promise((done, failed) => {
        const socket: Socket = connect(server.port, '127.0.0.1', () =>
            text === '' ? socket.end() : socket.write(text),
        );
        const port = () => socket.localPort ?? 0;
        let told = { port: 0, sent: 0, received: 0 };
        socket.on('connect', () => (told = { ...told, port: port() }));
        socket.on('data', ({ length }) => (told = { ...told, received: told.received + length }));
        socket.on('error', failed);
        socket.on('close', () => done({ ...told, sent: text.length }));
    });
}

const asking = (path: string) => `GET ${path} HTTP/1.1\r\nhost: tcp.example\r\nconnection: close\r\n\r\n`;

interface Captured {
    path: string;
    talked: Talk;
    silent: Talk;
}

/** A sealed session of one request and of a connection that said nothing. */
async function captured(page: Page, open: Explorer, server: StandIn): Promise<Captured> {
    const id = await session(page.request, open.origin, { pid: server.pid, preset: 'http', name: 'tcp' });
    const path = `${open.origin}/sessions/${id}`;
    const talked = await talk(server, asking('/over/tcp'));
    const silent = await talk(server, '');
    const closed = async () => {
        const answer = await page.request.get(`${open.origin}/api/sessions/${id}/connections`);
        const { rows } = (await answer.json()) as { rows: { tcp: { state: string } | null }[] };
        return rows.filter(({ tcp }) => tcp?.state === 'closed').length;
    };
    await expect.poll(closed, { timeout: 30_000 }).toBe(2);
    await page.request.post(`${open.origin}/api/sessions/${id}/stop`, {
        headers: { 'X-Hydroscope': '1', Origin: open.origin },
    });
    return { path, talked, silent };
}

const grid = (page: Page) => page.getByRole('grid', { name: 'Connections' });
const rowOf = (page: Page, { port }: Talk) =>
    grid(page)
        .getByRole('row')
        .filter({ hasText: `127.0.0.1:${port}` });

test('from the list to what a TCP connection carried, by keys alone', async ({ open, page, standIn }) => {
    const server = await standIn('--port', '0');
    const { path, talked, silent } = await captured(page, open, server);
    await page.goto(`${path}/connections`);
    await expect(rowOf(page, talked)).toContainText('HTTP/1.1');
    await expect(rowOf(page, silent)).toBeVisible();

    await test.step('one kind alone', async () => {
        await page
            .getByRole('navigation', { name: 'Which connections' })
            .getByRole('link', { name: /^HTTP\/1\.1/ })
            .press('Enter');
        await expect(page).toHaveURL(/kind=HTTP/);
        await expect(rowOf(page, silent)).toHaveCount(0);
        await expect(rowOf(page, talked)).toBeVisible();
    });

    const panel = page.getByRole('complementary', { name: 'Connection' });
    const tcp = panel.getByRole('region', { name: 'TCP' });
    const fact = (name: string) => tcp.locator(`dt:text-is("${name}") + dd`);
    await test.step('its facts are those of what was transferred', async () => {
        await grid(page).focus();
        await page.keyboard.press('ArrowDown');
        await expect(fact('Peer')).toHaveText(`127.0.0.1:${talked.port}`);
        await expect(fact('Local address')).toHaveText(`127.0.0.1:${server.port}`);
        // The end of each stream counts as a byte where the peer's was seen before the connection was gone.
        await expect(fact('Received')).toHaveText(new RegExp(`^(${talked.sent}|${talked.sent + 1}) B$`));
        await expect(fact('Sent')).toHaveText(
            new RegExp(`^(${talked.received}|${talked.received + 1}) B acknowledged`),
        );
        await expect(fact('Sent again')).toHaveText('nothing');
        await expect(fact('How it ended')).toHaveText(/^the (server|client) closed first$/);
        await expect(tcp.locator('.joined').first()).toHaveText('exact');
    });

    await test.step('and the same as a table', async () => {
        await tcp.getByText(/^As a table: \d+ readings?$/).click();
        await expect(tcp.getByRole('grid', { name: 'The TCP connection by the second' })).toBeVisible();
        await expect(
            tcp
                .getByRole('gridcell', { name: new RegExp(`^${talked.sent}\\d* B$`) })
                .or(tcp.getByRole('gridcell', { name: `${talked.sent + 1} B` }))
                .first(),
        ).toBeVisible();
    });

    await test.step('from its request and back', async () => {
        await panel.getByRole('link', { name: /over\/tcp/ }).click();
        const request = page.getByRole('complementary', { name: 'Request' });
        await expect(request.getByText('nothing sent again')).toBeVisible();
        await request.getByRole('link', { name: /^TCP of connection/ }).click();
        await expect(tcp).toBeVisible();
    });
});

test('a connection that said nothing is listed, and stands beside another', async ({ open, page, standIn }) => {
    const { path, talked, silent } = await captured(page, open, await standIn('--port', '0'));
    await page.goto(`${path}/connections?order=received&columns=ended`);
    const peers = grid(page).locator('[data-column="peer"]');
    await expect(peers.nth(1)).toHaveText(`127.0.0.1:${talked.port}`);
    await expect(peers.nth(2)).toHaveText(`127.0.0.1:${silent.port}`);
    await expect(rowOf(page, silent)).toContainText('the client closed first');
    await page.getByRole('button', { name: 'Received' }).click();
    await expect(page).toHaveURL(/least=true/);
    await expect(peers.nth(1)).toHaveText(`127.0.0.1:${silent.port}`);

    await rowOf(page, talked).click();
    await page.getByRole('button', { name: 'Put another connection beside it' }).click();
    await page.getByRole('dialog').getByRole('link').first().click();
    const beside = page.getByRole('complementary', { name: 'Two connections' });
    await expect(beside.getByRole('row', { name: /^Received/ })).toContainText('−');
    await page.keyboard.press('Escape');
    await expect(page).not.toHaveURL(/conn=/);
});

test('TCP is left out where nobody wants it, and its absence is explained', async ({ open, page, standIn }) => {
    const server = await standIn('--port', '0');
    await page.goto(`${open.origin}/attach?pid=${server.pid}`);
    await page.getByLabel('Follow the TCP connections beneath').uncheck();
    await page.getByRole('button', { name: 'Attach' }).click();
    await expect(page).toHaveURL(/\/sessions\/\w+$/);
    const path = page.url();
    await talk(server, asking('/without'));
    await expect(page.locator('.grid-row[aria-selected]')).toHaveCount(1);
    await page.getByRole('button', { name: 'What this session captures and hides' }).click();
    await expect(page.getByText(/^not followed: left out/)).toBeVisible();
    await page.goto(`${path}/connections`);
    await grid(page).focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByText('Its TCP connection is not known')).toBeVisible();
});

test('axe finds nothing serious where TCP is shown', async ({ open, page, standIn }) => {
    test.setTimeout(300_000);
    const { path, talked } = await captured(page, open, await standIn('--port', '0'));
    const { rows } = (await (
        await page.request.get(`${path.replace('/sessions', '/api/sessions')}/connections`)
    ).json()) as { rows: { conn: number; peer: string }[] };
    const conns = rows.map(({ conn }) => conn);
    const conn = rows.find(({ peer }) => peer.endsWith(`:${talked.port}`))?.conn;
    for (const view of [
        `/connections?conn=${conn}`,
        `/connections?conn=${conns[0]}&with=${conns[1]}`,
        `/timeline?q=conn+%3D+${conn}&by=request&table=yes`,
        '/statistics',
    ])
        for (const [colorScheme, width] of [
            ['light', 1280],
            ['dark', 800],
            ['light', 1920],
        ] as const) {
            await page.setViewportSize({ width, height: 800 });
            await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
            await page.goto(path + view);
            await expect(page.getByText(/Sent again|again/).first()).toBeVisible();
            const { violations } = await new AxeBuilder({ page }).analyze();
            const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
            expect
                .soft(
                    serious.map(
                        ({ id, nodes }) => `${view}: ${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
                    ),
                )
                .toEqual([]);
            const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
            expect.soft(beyond, `${view} at ${width}`).toBeLessThanOrEqual(0);
        }
});

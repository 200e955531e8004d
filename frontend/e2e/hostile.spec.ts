import { connect } from 'node:net';
import { expect, session, test } from './server';

const MARKUP = '<img src=x onerror=alert(1)>';
const SCRIPT = '"><script>alert(2)</script>';

/** Writes a request byte by byte as it is given: no client would send these. */
async function send(port: number, text: string): Promise<void> {
    await new Promise<void>((done, failed) => {
        const socket = connect(port, '127.0.0.1', () => socket.end(Buffer.from(text, 'latin1')));
        socket.on('error', failed);
        socket.on('close', () => done());
        socket.resume();
    });
}

test('markup in whatever is traced is only text', async ({ open, page, standIn }) => {
    const server = await standIn('--port', '0', '--wait');
    const id = await session(page.request, open.origin, { pid: server.pid, preset: 'http', name: `${MARKUP} session` });
    const path = `/${SCRIPT.replaceAll(' ', '%20')}`;
    await send(
        server.port,
        `GET ${path} HTTP/1.1\r\nHost: ${MARKUP.replaceAll(' ', '')}\r\nX-Evil: ${MARKUP}${SCRIPT}\r\n` +
            `X-Bidi: abc\xe2\x80\xaegpj.exe\x07\r\nConnection: close\r\n\r\n`,
    );

    await page.goto(`${open.origin}/`);
    await expect(page.getByRole('link', { name: `${MARKUP} session` })).toBeVisible();
    await page.goto(`${open.origin}/sessions/${id}?q=${encodeURIComponent('req.x-evil ~ onerror')}`);
    const row = page.locator('.grid-row[aria-selected]').first();
    await expect(row).toContainText(path);
    await row.click();
    const panel = page.getByRole('complementary', { name: 'Request' });
    await expect(panel.getByText(`${MARKUP}${SCRIPT}`)).toBeVisible();
    await expect(panel.locator('.escape').filter({ hasText: '\\u{202e}' })).toBeVisible();
    await expect(panel.locator('.escape').filter({ hasText: '\\x07' })).toBeVisible();
    await panel.getByRole('tab', { name: 'Events' }).click();
    await expect(panel.getByText(/x-evil/i).first()).toBeVisible();

    await page.getByRole('combobox', { name: 'Search requests' }).fill('req.x-evil = ');
    await page.keyboard.press('Control+ ');
    await expect(page.getByRole('option', { name: /onerror/ }).first()).toBeVisible();
    expect(await page.locator('img[src="x"], #app script').count()).toBe(0);

    const beside = `facets=req.x-bidi&group=req.x-bidi&against=${encodeURIComponent('req.x-evil')}`;
    await page.goto(`${open.origin}/sessions/${id}?${beside}`);
    await expect(page.locator('.facet-toggle .escape').filter({ hasText: '\\u{202e}' }).first()).toBeVisible();
    const told = await page.evaluate(() =>
        [...document.querySelectorAll('[title], [aria-label], .unseen')].map(
            (at) => `${at.getAttribute('title')} ${at.getAttribute('aria-label')} ${at.textContent}`,
        ),
    );
    expect(told.join()).toContain('gpj.exe');
    expect(told.filter((text) => /[\u202e\u0007]/.test(text))).toEqual([]);
});

import type { Page } from '@playwright/test';
import { type Explorer, expect, session, type StartStandIn } from './server';

export const MARKUP = '<img src=x onerror=alert(1)>';

/** A session with a few requests, one of them hostile, and the page of SQL with that session chosen. */
export async function recorded(open: Explorer, page: Page, standIn: StartStandIn, name: string): Promise<string> {
    const server = await standIn('--port', '0');
    const id = await session(page.request, open.origin, { pid: server.pid, preset: 'http', name });
    const ask = (path: string) =>
        fetch(`http://127.0.0.1:${server.port}${path}`, { headers: { 'x-evil': `${MARKUP} a\tb` } });
    for (let i = 0; i < 5; i++) await ask(`/sql/${i}`);
    await ask('/elsewhere');
    await page.goto(`${open.origin}/sessions/${id}`);
    await expect(page.locator('.grid-row[aria-selected]')).toHaveCount(6);
    // What is asked in SQL is what stands in the file: a moment later than on the page.
    await expect.poll(() => rowsOf(page, open, id, 'SELECT conn FROM request'), { timeout: 30_000 }).toBe(6);
    return id;
}

async function rowsOf(page: Page, open: Explorer, id: string, sql: string): Promise<number> {
    const answer = await page.request.get(`${open.origin}/api/sql`, { params: { sql, session: id } });
    return answer.ok() ? ((await answer.json()) as { rows: unknown[] }).rows.length : -1;
}

export const editor = (page: Page) => page.locator('.sql-mirror').getByRole('textbox', { name: /^SQL/ });
export const rows = (page: Page) => page.locator('.sql-result .grid-row[aria-selected]');

export async function write(page: Page, sql: string): Promise<void> {
    await editor(page).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(sql);
    await expect(editor(page)).toContainText(sql.slice(-20));
}

export const to = (id: string, sql: string, more = '') => `/sql?session=${id}&sql=${encodeURIComponent(sql)}${more}`;

import { editor, MARKUP, recorded, rows, to, write } from './asked';
import { expect, test } from './server';

test('a statement is written with completion, run, sorted, and leads to a request and back', async ({
    open,
    page,
    standIn,
}) => {
    await recorded(open, page, standIn, 'asked');
    await page.getByRole('navigation', { name: 'Views of the session' }).getByRole('link', { name: 'SQL' }).click();
    await expect(page.getByRole('group', { name: 'Sessions that are asked' })).toContainText('asked');
    await editor(page).click();
    await page.keyboard.type('SELECT session, conn, req, path, status FROM requ');
    await expect(page.getByRole('option', { name: /^request/ }).first()).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(editor(page)).toContainText('FROM request');
    await page.keyboard.type(' r WHERE r.pa');
    await expect(page.getByRole('option', { name: /^path/ })).toBeVisible();
    await page.keyboard.press('Tab');
    await page.keyboard.type(' LIKE :path');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    const field = page.getByLabel(':path', { exact: true });
    await expect(field).toBeFocused();
    await field.fill('/sql/%');
    await page.keyboard.press('Enter');
    await expect(rows(page)).toHaveCount(5);
    await expect(page).toHaveURL(/sql=SELECT\+session.*&p\.path=/);
    await expect(rows(page).first()).toContainText('asked');

    await page.getByRole('columnheader', { name: 'path' }).getByRole('button').click();
    await page.getByRole('columnheader', { name: 'path' }).getByRole('button').click();
    await expect(rows(page).first()).toContainText('/sql/4');
    await expect(page).toHaveURL(/sort=-4/);
    await page.getByRole('grid', { name: 'Rows of the result' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('m');
    const cell = await page.locator('.grid-row > .at').boundingBox();
    const menu = await page.getByRole('menu').boundingBox();
    expect(Math.abs((menu?.x ?? 0) - (cell?.x ?? 999))).toBeLessThan(9);
    await page.keyboard.press('Escape');
    await rows(page).first().locator('[data-column="c-req"] a').click();
    await expect(page.getByRole('complementary', { name: 'Request' })).toContainText('/sql/4');
    await page.goBack();
    await expect(rows(page).first()).toContainText('/sql/4');

    await page.getByRole('button', { name: 'Open as selection' }).click();
    await expect(page).toHaveURL(/\/sessions\/[^/]+\?q=/);
    await expect(page.locator('.grid-row[aria-selected]')).toHaveCount(5);
});

test('what is wrong is underlined, what takes long can be cancelled, and both stand in the history', async ({
    open,
    page,
    standIn,
}) => {
    const id = await recorded(open, page, standIn, 'faulty');
    await page.goto(open.origin + to(id, 'SELECT path,\n  nonsense FROM request'));
    await expect(page.getByRole('alert')).toContainText('Line 2, column 3');
    await expect(page.locator('.cm-fault')).toHaveText('nonsense');
    await write(page, 'SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000) a, SYSTEM_RANGE(1, 1000000) b');
    await expect(page.locator('.cm-fault')).toHaveCount(0);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Running')).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText(/^Cancelled after/)).toBeVisible();
    await page.getByRole('button', { name: 'History', exact: true }).click();
    const history = page.getByRole('complementary', { name: /^Queries/ });
    await expect(history.locator('li').filter({ hasText: 'nonsense' })).toContainText(/refused|failed/);
    await history.locator('li').filter({ hasText: 'nonsense' }).getByRole('button').click();
    await expect(editor(page)).toContainText('nonsense');
});

test('a query is saved, opened by its link with its parameters, changed and deleted', async ({
    open,
    page,
    standIn,
}) => {
    const id = await recorded(open, page, standIn, 'kept');
    const sql = 'SELECT path FROM request WHERE path LIKE :begin ORDER BY path';
    await page.goto(`${open.origin}${to(id, sql)}&p.begin=${encodeURIComponent('/sql/%')}`);
    await expect(rows(page)).toHaveCount(5);
    await page.getByRole('button', { name: 'Save …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Title').fill(`Paths ${MARKUP}`);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('button', { name: 'Save …' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(dialog.getByLabel('Title')).toBeFocused();
    await dialog.getByLabel('What begin is').fill('how they begin');
    await dialog.getByLabel('Title').fill(`Paths ${MARKUP}`);
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    const saved = page.locator('.sql-saved').filter({ hasText: `Paths ${MARKUP}` });
    await expect(saved).toBeVisible();

    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page).toHaveURL(/\/sql\?query=/);
    const link = page.url().replace(/&p\.begin=[^&]*/, '');
    await page.goto(open.origin);
    await page.goto(link);
    await expect(rows(page)).toHaveCount(5);
    await expect(page.getByLabel(':begin', { exact: true })).toHaveValue('/sql/%');
    await expect(page.getByText('how they begin')).toBeVisible();

    await saved.getByRole('button', { name: /^More of/ }).click();
    await page.getByRole('menuitem', { name: 'Change …' }).click();
    await page.getByRole('dialog').getByLabel('Title').fill('Renamed');
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    const renamed = page.locator('.sql-saved').filter({ hasText: 'Renamed' });
    await renamed.getByRole('button', { name: /^More of/ }).click();
    await page.getByRole('menuitem', { name: 'Delete …' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(renamed).toHaveCount(0);
});

test('an answer is drawn over time and by category, and hostile text in it is only text', async ({
    open,
    page,
    standIn,
}) => {
    const id = await recorded(open, page, standIn, `drawn ${MARKUP}`);
    await page.goto(open.origin + to(id, 'SELECT at, COUNT(*) AS requests FROM request GROUP BY at', '&show=chart'));
    const chart = page.getByRole('figure', { name: 'Chart: requests by at' });
    await expect(chart.locator('canvas')).toBeVisible();
    const box = await chart.locator('.canvas-box').boundingBox();
    if (box === null) throw new Error('the chart has no place');
    await page.mouse.move(box.x + 80, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 20, box.y + 60, { steps: 4 });
    await page.mouse.up();
    await expect(page.getByRole('link', { name: 'Requests of this stretch' })).toHaveAttribute('href', /from=.*&to=/);

    const values = `SELECT value, COUNT(*) AS n FROM header WHERE name = 'x-evil' GROUP BY value`;
    await page.goto(open.origin + to(id, values, '&show=chart'));
    await expect(page.getByRole('list', { name: 'n by value' })).toContainText(MARKUP);
    await expect(rows(page).first()).toContainText(MARKUP);
    await expect(rows(page).locator('.escape').first()).toHaveText('\\t');
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    await page.getByRole('button', { name: 'Table' }).click();
    await expect(page.getByRole('figure')).toHaveCount(0);
});

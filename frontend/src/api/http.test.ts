import { afterEach, expect, test, vi } from 'vitest';
import { ahead, dropAhead, get } from './http';

afterEach(() => vi.unstubAllGlobals());

function server(): string[] {
    const asked: string[] = [];
    vi.stubGlobal('fetch', (url: string) => {
        asked.push(url);
        return Promise.resolve(new Response(JSON.stringify(asked.length)));
    });
    return asked;
}

test('what was asked ahead is asked no more than once, and got once', async () => {
    const asked = server();
    ahead('/rows', { q: '', limit: 200 });
    expect(await get('/rows', { limit: 200 })).toBe(1);
    expect(asked).toEqual(['/rows?limit=200']);
    expect(await get('/rows', { limit: 200 })).toBe(2);
});

test('another question is asked, and what was dropped is asked anew', async () => {
    server();
    ahead('/rows', { limit: 200 });
    expect(await get('/rows', { limit: 100 })).toBe(2);
    dropAhead();
    expect(await get('/rows', { limit: 200 })).toBe(3);
});

test('who has gone meanwhile does not get it', async () => {
    server();
    ahead('/rows');
    const gone = new AbortController();
    const got = get('/rows', {}, gone.signal);
    gone.abort();
    await expect(got).rejects.toThrow(/abort/i);
});

import { describe, expect, it } from 'vitest';
import { texts, words } from './bash.test-tools';
import { bytesOf, quoted } from './quote';

describe('a word for the shell', () => {
    it.each([
        `it's`,
        `'; touch /tmp/never; '`,
        '$(id) `id` $HOME ${x} !! \\ " \' * ? ~ # & | < > ( ) [ ] { }',
        'a\nb\r\tc\x7f\x1b[31m',
        '–x --y -z',
        'ü €  \u{1f600} \u202egnp.exe \u200b',
        '\\x41\\',
        '%s %n',
        'a'.repeat(20_000),
    ])('comes out of bash as it went in: %j', (text) => {
        expect(texts(`curl ${quoted(text)}`)).toEqual([text]);
    });

    it('holds every byte but NUL, also where they are no UTF-8', () => {
        const all = Uint8Array.from({ length: 255 }, (_, i) => i + 1);
        const out = words(`curl ${quoted('not it', all)}`);
        expect(out.length).toBe(1);
        expect([...(out[0] ?? [])]).toEqual([...all]);
        expect([...bytesOf('00ff7f')]).toEqual([0, 255, 127]);
    });
});

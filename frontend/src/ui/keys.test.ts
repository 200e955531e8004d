import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Every command that is registered anywhere, as it is written: with its keys, and in which file. */
const written = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test') && file !== 'ui/help.tsx')
    .flatMap((file) => {
        const text = readFileSync(`src/${file}`, 'utf8');
        return [...text.matchAll(/\bkeys: \[((?:'[^']*'|[^\]'])*)\]/g)].map((match) => ({
            file,
            keys: [...(match[1] ?? '').matchAll(/'([^']+)'/g)].map((key) => key[1] ?? ''),
            before: text.slice(Math.max(0, match.index - 160), match.index),
        }));
    })
    // those of a question to the server are none to press
    .filter(({ keys }) => keys.length > 0);

describe('the keys of the page', () => {
    it('are found where they are registered', () => {
        expect(written.length).toBeGreaterThan(25);
        expect(written.flatMap(({ keys }) => keys)).toEqual(
            expect.arrayContaining(['/', '?', 'j', 'k', '[', ']', 'g r', 'g t', 'g c', 'g q', 'g h', 'Escape', 'p']),
        );
        expect(written.flatMap(({ keys }) => keys)).toEqual(expect.arrayContaining(['c', 'y', 'Mod+k', ':']));
    });

    it.each(written)('$file: $keys has a name, so that the page of help and the palette say what it does', (one) => {
        const object = one.before.slice(one.before.lastIndexOf('{'));
        expect(object).toMatch(/name: ?\S|\bname,/);
    });
});

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => ({ file, text: readFileSync(join('src', file), 'utf8') }));
const code = sources.filter(({ file }) => !file.includes('.test.'));

const imports = ({ file, text }: { file: string; text: string }): string[] =>
    [...text.matchAll(/from '(\.[^']*)'|^import '(\.[^']*)'/gm)].map((match) =>
        normalize(join(dirname(file), match[1] ?? match[2] ?? '')),
    );

/** What a file belongs to: `ui`, `api`, `route`, `main`, or its view. */
const partOf = (path: string): string =>
    path.startsWith('views/') ? path.split('/').slice(0, 2).join('/') : (path.split('/')[0] ?? path);

const ALLOWED: Record<string, string[]> = { api: [], route: [], ui: ['api'], views: ['ui', 'api', 'route'] };

/** The classes that a style sheet dresses by their name alone. */
const sheets = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.css') && !file.startsWith('exported/'))
    .map((file) => readFileSync(join('src', file), 'utf8'))
    .map((text) => new Set([...text.matchAll(/^\.([\w-]+)(?= \{|,$)/gm)].map(([, name]) => name ?? '')));

describe('the house rules', () => {
    it('finds the sources at all', () => {
        expect(code.length).toBeGreaterThan(40);
        expect(code.flatMap(imports).length).toBeGreaterThan(100);
    });

    it.each(code.filter(({ file }) => file !== 'main.tsx'))('$file imports only what its part may know', (source) => {
        const own = partOf(source.file).replace(/\.ts$/, '');
        const allowed = [own, ...(ALLOWED[own.startsWith('views/') ? 'views' : own] ?? [])];
        expect(
            imports(source)
                .map(partOf)
                .filter((part) => !allowed.includes(part)),
        ).toEqual([]);
    });

    it.each(code)('$file puts what was traced into text nodes only, and knows its types', ({ text }) => {
        expect(text).not.toMatch(
            /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySet|document\.write|\beval\b|new Function/,
        );
        expect(text).not.toMatch(/: any\b|<any>|as any\b|@ts-ignore|@ts-expect-error/);
    });

    it.each(code.filter(({ file }) => file !== 'ui/keys.ts' && !file.startsWith('exported/')))(
        '$file takes keys of the whole page only by name',
        ({ text }) => {
            expect(text).not.toMatch(/(document|window|body)\.addEventListener\('key/);
        },
    );

    it('dresses a class in one style sheet only: all of them hold on the same page', () => {
        const all = sheets.flatMap((names) => [...names]);
        expect(all.length).toBeGreaterThan(100);
        expect(all.filter((name, i) => all.indexOf(name) !== i)).toEqual([]);
    });

    it.each(sources)('$file is short enough to be read', ({ text }) => {
        expect(text.split('\n').length).toBeLessThanOrEqual(200);
    });
});

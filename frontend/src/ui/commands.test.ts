import { describe, expect, it } from 'vitest';
import { Commands, PANEL, shownKeys, VIEW } from './commands';

describe('the commands of the page', () => {
    const said: string[] = [];
    const say = (what: string) => () => void said.push(what);
    const fresh = () => {
        said.length = 0;
        return new Commands();
    };

    it('are done by any of their keys', () => {
        const page = fresh();
        page.add({
            name: 'List',
            layer: VIEW,
            commands: [{ name: 'Next', keys: ['j', 'ArrowDown'], run: say('next') }],
        });
        expect(page.press('j')).toBe('done');
        expect(page.press('ArrowDown')).toBe('done');
        expect(page.press('x')).toBe('none');
        expect(said).toEqual(['next', 'next']);
    });

    it('are asked from the innermost outwards, whoever came first', () => {
        const page = fresh();
        page.add({
            name: 'Panel',
            layer: PANEL,
            commands: [{ name: 'Close it', keys: ['Escape'], run: say('panel') }],
        });
        page.add({ name: 'View', layer: VIEW, commands: [{ name: 'Leave', keys: ['Escape'], run: say('view') }] });
        page.press('Escape');
        expect(said).toEqual(['panel']);
    });

    it('leave a key to the next where it was not meant for them', () => {
        const page = fresh();
        page.add({ name: 'View', layer: VIEW, commands: [{ name: 'Leave', keys: ['Escape'], run: say('view') }] });
        const gone = page.add({
            name: 'Panel',
            layer: PANEL,
            commands: [
                { name: 'Nothing now', keys: ['Escape'], when: () => false, run: say('never') },
                { name: 'Not for me', keys: ['Escape'], run: () => false },
            ],
        });
        page.press('Escape');
        gone();
        page.press('Escape');
        expect(said).toEqual(['view', 'view']);
        expect(page.all().map(({ name }) => name)).toEqual(['View']);
    });

    it('can have two keys, one after the other, and say what may follow the first', () => {
        const page = fresh();
        page.add({
            name: 'Go',
            layer: VIEW,
            commands: [
                { name: 'Requests', keys: ['g r'], run: say('requests') },
                { name: 'Home', keys: ['g h'], when: () => false, run: say('home') },
            ],
        });
        expect(page.press('g')).toBe('begun');
        expect(page.following('g')).toEqual([{ key: 'r', name: 'Requests' }]);
        expect(page.press('g r')).toBe('done');
        expect(page.press('g h')).toBe('none');
        expect(said).toEqual(['requests']);
    });

    it('show their keys as a keyboard does', () => {
        expect(shownKeys('g r')).toEqual(['g', 'r']);
        expect(shownKeys('Mod+k')).toEqual(['Ctrl', 'K']);
        expect(shownKeys('Mod+k', true)).toEqual(['⌘', 'K']);
        expect(shownKeys('Mod+enter')).toEqual(['Ctrl', 'Enter']);
        expect(shownKeys('Escape')).toEqual(['Esc']);
        expect(shownKeys('+')).toEqual(['+']);
        expect(shownKeys(' ')).toEqual(['Space']);
    });
});

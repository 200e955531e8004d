import { describe, expect, it } from 'vitest';
import { codeIn, withoutCode } from './about';

describe('what is said of a query', () => {
    it('has what stands between backticks as code', () =>
        expect(codeIn('`no-store`, or no `max-age` at all')).toEqual([
            { text: 'no-store', code: true },
            { text: ', or no ', code: false },
            { text: 'max-age', code: true },
            { text: ' at all', code: false },
        ]));
    it('has a backtick alone as itself', () => expect(codeIn('5` long')).toEqual([{ text: '5` long', code: false }]));
    it('is one text where there is no markup', () => expect(withoutCode('no `max-age`, 5`')).toBe('no max-age, 5`'));
});

import { describe, expect, it } from 'vitest';
import { around, completed, headerField, quoted, withCondition } from './query';

describe('a query', () => {
    it('takes a value in quotes, whatever stands in it', () => {
        expect(quoted('say "hi" \\o/')).toBe('"say \\"hi\\" \\\\o/"');
    });

    it('takes a header by its name, also one that no header should have', () => {
        expect(headerField('req', 'user-agent')).toBe('req.user-agent');
        expect(headerField('res', 'a"b) or (c')).toBe('res."a\\"b) or (c"');
    });

    it('takes one more condition, without changing what it meant', () => {
        expect(withCondition('', 'conn = 4')).toBe('conn = 4');
        expect(withCondition('status >= 500', 'conn = 4')).toBe('status >= 500 and conn = 4');
        expect(withCondition('a or b', 'conn = 4')).toBe('(a or b) and conn = 4');
        expect(withCondition('(a or b) and path = "x or y"', 'conn = 4')).toBe(
            '(a or b) and path = "x or y" and conn = 4',
        );
    });

    it('does not take the same condition twice', () => {
        expect(withCondition('status = 200 and conn = 4', 'conn = 4')).toBe('status = 200 and conn = 4');
        expect(withCondition('conn = 4', 'conn = 4')).toBe('conn = 4');
    });

    it('is completed where the caret stands', () => {
        expect(completed('sta', 0, 3, 'status')).toEqual({ text: 'status ', caret: 7 });
        expect(completed('req', 0, 3, 'req.')).toEqual({ text: 'req.', caret: 4 });
        expect(completed('met = GET and x', 0, 3, 'method')).toEqual({ text: 'method = GET and x', caret: 6 });
    });

    it('shows its fault at its place, also one at its end', () => {
        expect(around('a = ~ b', 4, 5)).toEqual(['a = ', '~', ' b']);
        expect(around('status >', 8, 8)).toEqual(['status >', ' ', '']);
        expect(around('abc', 1, 1)).toEqual(['a', 'b', 'c']);
        expect(around('abc', -3, 99)).toEqual(['', 'abc', '']);
    });
});

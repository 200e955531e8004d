import { describe, expect, it } from 'vitest';
import { FEW, MANY, questions } from './ask';
import { isField, shownFields } from './fields';

describe('what the facets ask', () => {
    it('is one question where the query speaks of none of them', () => {
        expect(questions('timeout', ['method', 'status'], new Set())).toEqual([
            { q: 'timeout', limit: FEW, fields: ['method', 'status'] },
        ]);
    });

    it('counts a field as if the query did not speak of it', () => {
        const q = 'timeout and (method = GET or method = PUT) and not connection(sni = "x")';
        expect(questions(q, ['method', 'status', 'sni'], new Set())).toEqual([
            { q, limit: FEW, fields: ['status'] },
            { q: 'timeout and not connection(sni = "x")', limit: FEW, fields: ['method'] },
            { q: 'timeout and (method = GET or method = PUT)', limit: FEW, fields: ['sni'] },
        ]);
        expect(questions('conn = 4', ['connection'], new Set())[1]).toEqual({
            q: '',
            limit: FEW,
            fields: ['connection'],
        });
    });

    it('asks for something where nothing is shown, as it also tells how many match', () => {
        expect(questions('timeout', [], new Set())).toEqual([{ q: 'timeout', limit: FEW, fields: ['class'] }]);
    });

    it('asks for no more fields at once than are answered', () => {
        const fields = Array.from({ length: 30 }, (_, i) => `req.x${i}`);
        expect(questions('', fields, new Set()).map((question) => question.fields.length)).toEqual([20, 10]);
    });

    it('asks for more of what was opened', () => {
        expect(questions('', ['method', 'status'], new Set(['status']))[1]).toEqual({
            q: '',
            limit: MANY,
            fields: ['status'],
        });
    });
});

describe('the fields', () => {
    it('have deeper paths below the path, and what was added at the end', () => {
        const shown = shownFields({ facets: ['req.host', 'path.2', 'method'] });
        expect(shown.slice(4, 6)).toEqual(['path.1', 'path.2']);
        expect(shown.at(-1)).toBe('req.host');
        expect(shown.filter((field) => field === 'method')).toHaveLength(1);
    });

    it('are known ones, and headers', () => {
        expect(['status', 'req.host', 'header.x-id'].every(isField)).toBe(true);
        expect(['host', 'req.', 'duration', ''].some(isField)).toBe(false);
    });
});

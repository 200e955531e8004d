import { describe, expect, it } from 'vitest';
import { filesOf, progressText } from './files';

describe('a file on its way', () => {
    it('tells how much has gone, and never more than all of it', () => {
        expect(progressText({ name: 'a.jsonl', share: 0 })).toBe('Sending a.jsonl: 0 %');
        expect(progressText({ name: 'a.jsonl', share: 0.999 })).toBe('Sending a.jsonl: 99 %');
        expect(progressText({ name: 'a.jsonl', share: 1 })).toBe('Reading a.jsonl …');
    });

    it('is no folder', () => {
        const file = { name: 'a.jsonl', size: 1, type: '' };
        expect(filesOf([file, { name: 'folder', size: 0, type: '' }])).toEqual([file]);
    });
});

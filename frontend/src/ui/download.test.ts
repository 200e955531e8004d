import { expect, test } from 'vitest';
import { exportPath } from './download';

test('a session and one of its connections have an address in each format', () => {
    expect(exportPath('20260101-1', 'qlog-0.3')).toBe('/api/sessions/20260101-1/export?format=qlog-0.3');
    expect(exportPath('a/b', 'jsonl', 32)).toBe('/api/sessions/a%2Fb/export?format=jsonl&conn=32');
});

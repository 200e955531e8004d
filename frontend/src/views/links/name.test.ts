import { describe, expect, it } from 'vitest';
import { viewName } from './name';

describe('a view in a few words', () => {
    it.each([
        ['/sessions/a', 'requests'],
        ['/sessions/a?q=status+%3E%3D+500', 'requests, status >= 500'],
        ['/sessions/a/timeline?from=2026-01-01T00:00:00Z&q=x', 'timeline, x, a stretch of time'],
        ['/sessions/a/quic?conn=7', 'QUIC, connection 7'],
    ])('%s is %s', (view, name) => expect(viewName(view)).toBe(name));
});

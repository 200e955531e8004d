/** Where a key leads in a list of `rows` of which `page` are in sight; `at` -1: nowhere yet. Undefined: it leads nowhere. */
export function movedBy(key: string, at: number, rows: number, page: number): number | undefined {
    const to = {
        ArrowDown: at + 1,
        j: at + 1,
        ArrowUp: at - 1,
        k: at - 1,
        PageDown: Math.max(at, 0) + page,
        PageUp: at - page,
        Home: 0,
        End: rows - 1,
    }[key];
    return to === undefined || rows === 0 ? undefined : Math.max(0, Math.min(rows - 1, to));
}

/** The column beside another; from none it begins at either end. */
export function beside(key: string, columns: readonly string[], at: string): string | undefined {
    const by = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return undefined;
    const now = columns.indexOf(at);
    if (now < 0) return by > 0 ? columns[0] : undefined;
    return columns[now + by] ?? (by > 0 ? at : '');
}

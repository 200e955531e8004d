/** The value of a parameter where it looks as it must, else "". */
export function matching(text: string | null, pattern: RegExp): string {
    return text !== null && pattern.test(text) ? text : '';
}

/** What stands behind a path: nothing of what is empty. */
export function search(parameters: Record<string, string>): string {
    const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== ''));
    const text = query.toString().replaceAll('%2F', '/');
    return text === '' ? '' : `?${text}`;
}

/** The value of a parameter where it looks as it must, else "". */
export function matching(text: string | null, pattern: RegExp): string {
    return text !== null && pattern.test(text) ? text : '';
}

/** What stands behind a path: nothing of what is empty, unless it is marked to stay; a name may stand there more than once. */
export function search(
    parameters: Record<string, string> | readonly (readonly [name: string, value: string, stays?: boolean])[],
): string {
    const all = Array.isArray(parameters) ? parameters : Object.entries(parameters);
    const query = new URLSearchParams();
    for (const [name, value, stays] of all) if (value !== '' || stays === true) query.append(name, value);
    const text = query.toString().replaceAll('%2F', '/');
    return text === '' ? '' : `?${text}`;
}

import type { Redaction } from '../../api';

export const UNTIL = 'until';

export const EXPIRES: readonly (readonly [string, string])[] = [
    ['1h', 'an hour'],
    ['1d', 'a day'],
    ['7d', '7 days'],
    ['30d', '30 days'],
    ['90d', '90 days'],
    [UNTIL, 'until …'],
];

/** As the server takes it; a moment is meant in this browser's time. */
export function expiryOf(choice: string, until: string): string {
    if (choice !== UNTIL) return choice;
    const moment = new Date(until);
    return Number.isNaN(moment.getTime()) ? until : moment.toISOString();
}

export const REDACTIONS: readonly { value: Redaction; name: string; hides: string }[] = [
    {
        value: 'standard',
        name: 'Standard',
        hides:
            'Credentials, cookies, tokens, client addresses in headers and TLS secrets become pseudonyms: equal ones ' +
            'stay equal. Query strings are cut off. Clients are shown by their network.',
    },
    {
        value: 'strict',
        name: 'Strict',
        hides:
            'Besides: the values of all headers but a few harmless ones, every path behind its first segment, the ' +
            'host and the server name asked for.',
    },
];

/** Whether an address leads only to the machine that it is opened on. */
export const onlyHere = (url: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);

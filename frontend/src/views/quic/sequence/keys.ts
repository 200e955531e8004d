/** The keys that only the sequence has, for the page of help. */
export const SEQUENCE_KEYS: readonly (readonly [string, string])[] = [
    ['H', 'how it began (sequence)'],
    ['C', 'how it ended (sequence)'],
    ['L', 'the next loss; with shift the previous (sequence)'],
    ['O', 'even steps or time (sequence)'],
    ['wheel ctrl', 'time in a sequence runs down: the wheel moves it, with ctrl it comes closer'],
];

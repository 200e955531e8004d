import { remembered } from '../../ui/remembered';

const MOST = 20;
const kept = remembered<string[]>('searches', []);

/** The searches of late, the newest first, on this browser alone. */
export const recentSearches = (): readonly string[] => kept.value;

export function rememberSearch(q: string): void {
    if (q.trim() !== '') kept.value = [q, ...kept.peek().filter((each) => each !== q)].slice(0, MOST);
}

import { remember } from './completing';
import { remembered } from './remembered';

const MOST = 40;
const kept = remembered<readonly string[]>('searches', []);

/** The searches of late, the newest first, on this browser alone. */
export const recentSearches = (): readonly string[] => kept.value;

export function rememberSearch(q: string): void {
    kept.value = remember(kept.peek(), q, MOST);
}

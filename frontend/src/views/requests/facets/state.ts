import { remembered } from '../../../ui/remembered';

/** Whether the sidebar is there; undefined: where there is room for it. */
export const sidebar = remembered<boolean | null>('facets', null);

/** Facets that are folded away, and not asked for. */
export const closed = remembered<readonly string[]>('facets closed', []);

export const narrow = matchMedia('(max-width: 1000px)');

/** On a narrow page it lies over the list, and is there only when called. */
export const sidebarShown = (): boolean => sidebar.value ?? !narrow.matches;

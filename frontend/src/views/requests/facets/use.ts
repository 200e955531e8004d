import { useMemo, useState } from 'preact/hooks';
import { type Asked, useAsking } from '../../../ui/asking';
import type { RequestsRoute } from '../../../route';
import { Asker, questions, type Sidebar } from './ask';
import { closed } from './state';
import { shownFields } from './fields';

const LIVE_MILLIS = 4000;

export interface FacetsNow extends Asked<Sidebar> {
    fields: readonly string[];
    expanded: ReadonlySet<string>;
    expand: (field: string) => void;
}

/** The facets of what a route shows, gone on with until they are complete, and kept fresh while the session runs. */
export function useFacets(route: RequestsRoute, running: boolean, shown: boolean, asks: boolean): FacetsNow {
    const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
    const fields = shownFields(route);
    const wanted = shown ? fields.filter((field) => !closed.value.includes(field)) : [];
    const all = questions(route.q, wanted, expanded);
    const key = JSON.stringify([route.id, route.from, route.to, all]);
    const asker = useMemo(() => new Asker(route.id, all, { from: route.from, to: route.to }), [key]);
    const asked = useAsking(
        asks ? key : undefined,
        async (signal) => {
            const answer = await asker.ask(signal);
            if (answer.complete) asker.forget();
            return answer;
        },
        running ? LIVE_MILLIS : 0,
    );
    const expand = (field: string) => {
        const next = new Set(expanded);
        if (!next.delete(field)) next.add(field);
        setExpanded(next);
    };
    return { ...asked, fields, expanded, expand };
}

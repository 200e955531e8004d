import { useLayoutEffect, useRef } from 'preact/hooks';
import { help } from '../../ui/help';
import { useCommands } from '../../ui/keys';
import { Search } from '../../ui/search';
import { toast } from '../../ui/toast';
import type { RequestsRoute } from '../../route';
import type { Listing } from './listing';
import { nextMarked } from './marked';
import { byTime } from './question';

interface HighlightProps {
    route: RequestsRoute;
    listing: Listing;
    /** Whether someone asked for it. */
    open: boolean;
    onOpen: (open: boolean) => void;
    go: (part: Partial<RequestsRoute>, how?: 'replace') => void;
}

/** A second query beside the search: it narrows nothing, it marks. */
export function Highlight({ route, listing, open, onOpen, go }: HighlightProps) {
    const box = useRef<HTMLDivElement>(null);
    const shown = open || route.highlight !== '';
    useLayoutEffect(() => {
        if (open && route.highlight === '') box.current?.querySelector('input')?.focus();
    }, [open]);
    const next = (by: number) => () =>
        void nextMarked(listing, route.id, route.request, by).then((key) =>
            key === ''
                ? toast(`No request ${by > 0 ? 'below' : 'above'} is highlighted${unread(listing)}.`)
                : go({ request: key }, route.request === '' ? undefined : 'replace'),
        );
    useCommands('Requests', [
        { name: 'Next highlighted request', keys: ['n'], when: () => route.highlight !== '', run: next(1) },
        { name: 'Previous highlighted request', keys: ['N'], when: () => route.highlight !== '', run: next(-1) },
        { name: 'Highlight requests', keys: ['*'], when: () => !shown, run: () => onOpen(true) },
    ]);
    if (!shown) return null;
    const left = ({ relatedTarget: to }: FocusEvent) => {
        const written = box.current?.querySelector('input')?.value !== '';
        if (!written && !(to instanceof Node && box.current?.contains(to))) onOpen(false);
    };
    return (
        <div ref={box} class="highlight-box" onFocusOut={left}>
            <Search
                session={route.id}
                query={route.highlight}
                error={listing.wrong.value}
                second={{
                    name: 'highlight-',
                    label: 'Highlight requests',
                    hint: 'highlight: a query; n and N go on',
                    command: 'Write what is highlighted',
                    key: '*',
                }}
                onHelp={() => void (help.value = 'search')}
                onRun={(highlight) => {
                    onOpen(highlight !== '');
                    go({ highlight });
                }}
            />
        </div>
    );
}

/** Down a list by duration, only what is read is known. */
const unread = ({ asked, rows }: Listing): string =>
    !byTime(asked) && rows.deep.open ? ' among those read so far' : '';

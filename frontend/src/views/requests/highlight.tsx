import { useEffect, useRef, useState } from 'preact/hooks';
import { help } from '../../ui/help';
import { IconButton } from '../../ui/icon';
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
    go: (part: Partial<RequestsRoute>, how?: 'replace') => void;
}

/** A second query beside the search: it narrows nothing, it marks. */
export function Highlight({ route, listing, go }: HighlightProps) {
    const [open, setOpen] = useState(false);
    const shown = open || route.highlight !== '';
    const box = useRef<HTMLDivElement>(null);
    useEffect(() => {
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
        { name: 'Highlight requests', keys: ['*'], when: () => !shown, run: () => setOpen(true) },
    ]);
    if (!shown)
        return <IconButton icon="highlight" label="Highlight requests" keys="*" onClick={() => setOpen(true)} />;
    return (
        <div class="highlight-box" ref={box}>
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
                    setOpen(highlight !== '');
                    go({ highlight });
                }}
            />
        </div>
    );
}

/** Down a list by duration, only what is read is known. */
const unread = ({ asked, rows }: Listing): string =>
    !byTime(asked) && rows.deep.open ? ' among those read so far' : '';

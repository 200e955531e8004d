import { useRef, useState } from 'preact/hooks';
import type { Header, RequestDetail } from '../../api';
import { PANEL } from '../../ui/commands';
import { bytes, plural } from '../../ui/format';
import { useCommands } from '../../ui/keys';
import { occurrence, type Way } from './fields';
import { HeaderLine } from './header';
import type { PanelRoute } from './route';

/** Both headers, side by side where there is room; the arrows go from one to the next, Enter opens what can be done. */
export function Headers({ detail, route }: { detail: RequestDetail; route: PanelRoute }) {
    const [filter, setFilter] = useState('');
    const input = useRef<HTMLInputElement>(null);
    useCommands('Request', [{ name: 'Filter the headers', keys: ['h'], run: () => input.current?.focus() }], {
        layer: PANEL,
    });
    const status: Header[] =
        detail.status === null ? [] : [pseudo(':status', String(detail.status), detail.responseHeaders[0])];
    return (
        <>
            <div class="headers-filter">
                <input
                    ref={input}
                    class="input"
                    type="search"
                    placeholder="Filter names and values"
                    aria-label="Filter the headers"
                    aria-keyshortcuts="h"
                    value={filter}
                    onInput={(event) => setFilter(event.currentTarget.value)}
                    onKeyDown={(key) => {
                        if (key.key !== 'Escape') return;
                        key.preventDefault();
                        if (filter === '') key.currentTarget.blur();
                        setFilter('');
                    }}
                />
            </div>
            <div class="headers" onKeyDown={walk}>
                <Side
                    title="Request"
                    way="req"
                    headers={detail.requestHeaders}
                    filter={filter}
                    route={route}
                    first
                    none={
                        detail.gaps.includes('no_receive')
                            ? 'The request was not seen.'
                            : 'No request header was captured.'
                    }
                />
                <Side
                    title="Response"
                    way="res"
                    headers={[...status, ...detail.responseHeaders]}
                    filter={filter}
                    route={route}
                    first={detail.requestHeaders.length === 0}
                    none={
                        detail.gaps.includes('no_response')
                            ? 'No response was seen.'
                            : 'No response header was captured.'
                    }
                />
            </div>
        </>
    );
}

/** No header on the wire of HTTP/1, but asked for as one. */
const pseudo = (name: string, value: string, beside: Header | undefined): Header => ({
    name,
    value,
    valueLength: value.length,
    truncated: false,
    masked: false,
    withheld: false,
    offsetNanos: beside?.offsetNanos ?? 0,
});

/** From the menu of one header to that of another. */
function walk(key: KeyboardEvent): void {
    const box = key.currentTarget;
    if (!(box instanceof HTMLElement) || key.ctrlKey || key.metaKey || key.altKey) return;
    const all = [...box.querySelectorAll<HTMLElement>('[aria-haspopup="menu"]')];
    const at = all.findIndex((each) => each === document.activeElement);
    if (at < 0) return;
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
    const next = to[key.key];
    if (next === undefined) return;
    key.preventDefault();
    key.stopPropagation();
    all[next]?.focus();
}

interface SideProps {
    title: string;
    way: Way;
    headers: Header[];
    filter: string;
    route: PanelRoute;
    /** Whether Tab comes to its first header. */
    first: boolean;
    none: string;
}

function Side({ title, way, headers, filter, route, first, none }: SideProps) {
    const wanted = filter.trim().toLowerCase();
    const all = headers.map((header, at) => ({ header, occurrence: occurrence(headers, at) }));
    const shown = all.filter(
        ({ header: { name, value } }) => name.toLowerCase().includes(wanted) || value.toLowerCase().includes(wanted),
    );
    const line = shown.filter(({ header }) => header.name.startsWith(':'));
    const fields = shown.filter(({ header }) => !header.name.startsWith(':'));
    const real = headers.filter(({ name }) => !name.startsWith(':'));
    const size = real.reduce((sum, { name, valueLength }) => sum + name.length + valueLength, 0);
    const lines = (these: typeof all, from: number) =>
        these.map(({ header, occurrence }, i) => (
            <HeaderLine
                key={`${header.name} ${i}`}
                header={header}
                way={way}
                occurrence={occurrence}
                route={route}
                reached={first && from + i === 0}
            />
        ));
    return (
        <section class="headers-side" aria-label={`${title} headers`}>
            <h2 class="small-heading">
                {title}{' '}
                <span class="quiet">
                    {wanted === ''
                        ? `${plural(real.length, 'header')}, ${bytes(size)}`
                        : `${shown.length} of ${headers.length}`}
                </span>
            </h2>
            {line.length > 0 && <dl class="headers-line">{lines(line, 0)}</dl>}
            {real.length === 0 && <p class="quiet">{none}</p>}
            {fields.length > 0 && <dl>{lines(fields, line.length)}</dl>}
            {real.length > 0 && shown.length === 0 && <p class="quiet">None of them holds “{filter.trim()}”.</p>}
        </section>
    );
}

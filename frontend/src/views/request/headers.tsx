import { useState } from 'preact/hooks';
import type { Header, RequestDetail } from '../../api';
import { plural } from '../../ui/format';
import { IconButton } from '../../ui/icon';
import { headerField, quoted } from '../../ui/query';
import { Text } from '../../ui/text';

type Find = (condition: string) => void;

/** Both headers, side by side where there is room; a value leads to the requests that share it. */
export function Headers({ detail, find }: { detail: RequestDetail; find: Find }) {
    const [filter, setFilter] = useState('');
    return (
        <>
            <div class="headers-filter">
                <input class="input" type="search" placeholder="Filter names and values" aria-label="Filter the headers"
                    value={filter} onInput={(event) => setFilter(event.currentTarget.value)}
                    onKeyDown={(key) => { if (key.key === 'Escape') setFilter(''); }} />
            </div>
            <div class="headers">
                <Side title="Request" way="req" headers={detail.requestHeaders} filter={filter} find={find}
                    none={detail.gaps.includes('no_receive') ? 'The request was not seen.' : 'No request header was captured.'} />
                <Side title="Response" way="res" headers={detail.responseHeaders} filter={filter} find={find}
                    none={detail.gaps.includes('no_response') ? 'No response was seen.' : 'No response header was captured.'} />
            </div>
        </>
    );
}

interface SideProps {
    title: string;
    way: 'req' | 'res';
    headers: Header[];
    filter: string;
    find: Find;
    none: string;
}

function Side({ title, way, headers, filter, find, none }: SideProps) {
    const wanted = filter.trim().toLowerCase();
    const shown = headers.filter(({ name, value }) => name.toLowerCase().includes(wanted) || value.toLowerCase().includes(wanted));
    return (
        <section class="headers-side">
            <h2 class="small-heading">{title} <span class="quiet">{shown.length === headers.length ? plural(headers.length, 'header') : `${shown.length} of ${headers.length}`}</span></h2>
            {headers.length === 0 && <p class="quiet">{none}</p>}
            <dl>{shown.map((header, i) => <Line key={i} header={header} way={way} find={find} />)}</dl>
        </section>
    );
}

function Line({ header, way, find }: { header: Header; way: 'req' | 'res'; find: Find }) {
    const { name, value } = header;
    const condition = conditionOf(way, header);
    const look = () => {
        // Marking a part of the value with the mouse is not a click on it.
        if (getSelection()?.isCollapsed !== false) find(condition);
    };
    return (
        <div class="header-line">
            <dt class="mono"><Text of={name} /></dt>
            <dd class="mono">
                <span class="header-value" title="Find the requests that share it" onClick={look}><Text of={value} /></span>
                <Labels of={header} />
                <IconButton icon="filter" label={`Find requests with this ${name}`} onClick={() => find(condition)} />
            </dd>
        </div>
    );
}

/** A value that is not whole cannot be asked for exactly. */
function conditionOf(way: 'req' | 'res', { name, value, masked, withheld, truncated }: Header): string {
    const field = headerField(way, name);
    if (masked || withheld) return field;
    return truncated ? `${field} ^= ${quoted(value)}` : `${field} = ${quoted(value)}`;
}

function Labels({ of }: { of: Header }) {
    const size = plural(of.valueLength, 'byte');
    return (
        <>
            {of.masked && <span class="label" title="Taken out before it was stored">masked, was {size}</span>}
            {of.withheld && <span class="label" title="Never left the kernel">withheld, {size}</span>}
            {of.truncated && !of.masked && <span class="label" title="Longer than the session keeps">cut, was {size}</span>}
        </>
    );
}

import { useState } from 'preact/hooks';
import type { Header, RequestDetail } from '../../api';
import { plural } from '../../ui/format';
import { type Find, HeaderLine } from './header';

/** Both headers, side by side where there is room; a value leads to the requests that share it. */
export function Headers({ detail, find }: { detail: RequestDetail; find: Find }) {
    const [filter, setFilter] = useState('');
    return (
        <>
            <div class="headers-filter">
                <input
                    class="input"
                    type="search"
                    placeholder="Filter names and values"
                    aria-label="Filter the headers"
                    value={filter}
                    onInput={(event) => setFilter(event.currentTarget.value)}
                    onKeyDown={(key) => {
                        if (key.key === 'Escape') setFilter('');
                    }}
                />
            </div>
            <div class="headers">
                <Side
                    title="Request"
                    way="req"
                    headers={detail.requestHeaders}
                    filter={filter}
                    find={find}
                    none={
                        detail.gaps.includes('no_receive')
                            ? 'The request was not seen.'
                            : 'No request header was captured.'
                    }
                />
                <Side
                    title="Response"
                    way="res"
                    headers={detail.responseHeaders}
                    filter={filter}
                    find={find}
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
    const shown = headers.filter(
        ({ name, value }) => name.toLowerCase().includes(wanted) || value.toLowerCase().includes(wanted),
    );
    return (
        <section class="headers-side">
            <h2 class="small-heading">
                {title}{' '}
                <span class="quiet">
                    {shown.length === headers.length
                        ? plural(headers.length, 'header')
                        : `${shown.length} of ${headers.length}`}
                </span>
            </h2>
            {headers.length === 0 && <p class="quiet">{none}</p>}
            <dl>
                {shown.map((header, i) => (
                    <HeaderLine key={i} header={header} way={way} find={find} />
                ))}
            </dl>
        </section>
    );
}

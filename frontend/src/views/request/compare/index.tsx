import { useState } from 'preact/hooks';
import { request, type RequestDetail } from '../../../api';
import { WITHIN } from '../../../ui/commands';
import { copy } from '../../../ui/copy';
import { clock } from '../../../ui/format';
import { IconButton } from '../../../ui/icon';
import { useCommands } from '../../../ui/keys';
import { useLoad } from '../../../ui/load';
import { Note, Problem } from '../../../ui/message';
import { Status } from '../../../ui/status';
import { Text } from '../../../ui/text';
import { choose, keyOf, linkOf, type PanelRoute } from '../route';
import { swap } from './base';
import { FactTable } from './facttable';
import { connectionFacts, requestFacts } from './facts';
import { HeaderChanges } from './changes';
import { Phases, Shares } from './bars';
import { compareText } from './text';
import './compare.css';

/** The open request held against another: what was added, removed and changed, and where the time went in both. */
export function Compare({ route, detail }: { route: PanelRoute; detail: RequestDetail }) {
    const [conn = 0, req = 0] = route.compare.split('/').map(Number);
    const [all, setAll] = useState(false);
    const loaded = useLoad((signal) => request(route.id, conn, req, signal), [route.id, conn, req]);
    const found = loaded.value;
    const base = found?.conn === conn && found.req === req ? found : undefined;
    const text = () => {
        if (base !== undefined) void copy(compareText(base, detail), 'the comparison');
    };
    const stop = () => choose(route, { compare: '' });
    useCommands(
        'Comparison',
        [
            { name: 'Let the two change places', keys: ['x'], run: () => swap(route) },
            { name: 'Show what is the same too', keys: ['e'], run: () => setAll(!all) },
            { name: 'Copy the comparison as text', when: () => base !== undefined, run: text },
            { name: 'End the comparison', keys: ['Escape'], run: stop },
        ],
        { layer: WITHIN },
    );
    if (base === undefined)
        return loaded.error === undefined ? (
            <Note title="Reading the base …" />
        ) : (
            <div class="panel-pad">
                <Problem error={loaded.error} retry={loaded.again} />
            </div>
        );
    return (
        <section class="compare" aria-label="Comparison" tabIndex={0}>
            <header class="compare-head">
                <Side mark="A" of={base} session={route.id} />
                <Side mark="B" of={detail} session={route.id} />
                <div class="compare-tools" role="group" aria-label="Comparison">
                    <IconButton icon="compare" label="Let them change places" keys="x" onClick={() => swap(route)} />
                    <IconButton icon="copy" label="Copy the comparison as text" onClick={text} />
                    <label class="check">
                        <input type="checkbox" checked={all} onChange={() => setAll(!all)} /> What is the same too
                    </label>
                    <button type="button" class="button small" onClick={stop}>
                        End
                    </button>
                </div>
            </header>
            {keyOf(base) === keyOf(detail) && <p class="quiet">These are one and the same request.</p>}
            <FactTable title="Request" facts={requestFacts(base, detail)} all={all} />
            <HeaderChanges title="Request headers" base={base.requestHeaders} other={detail.requestHeaders} all={all} />
            <HeaderChanges
                title="Response headers"
                base={base.responseHeaders}
                other={detail.responseHeaders}
                all={all}
            />
            <Phases base={base} other={detail} />
            <Shares base={base} other={detail} />
            <FactTable title="Connection" facts={connectionFacts(base.connection, detail.connection)} all={all} />
        </section>
    );
}

function Side({ mark, of, session }: { mark: 'A' | 'B'; of: RequestDetail; session: string }) {
    return (
        <div class="compare-side">
            <span class={mark === 'A' ? 'side-mark base' : 'side-mark other'}>{mark}</span>
            <Status of={of.status} />
            <a class="ellipsis" href={linkOf(session, of)}>
                <strong>
                    <Text of={of.method ?? '–'} />
                </strong>{' '}
                <span class="mono">
                    <Text of={of.path ?? 'path not seen'} cut={300} />
                </span>
            </a>
            <span class="quiet nowrap">
                {clock(of.at)} · {keyOf(of)}
            </span>
        </div>
    );
}

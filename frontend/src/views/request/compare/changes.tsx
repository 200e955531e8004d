import type { ComponentChildren } from 'preact';
import type { Header } from '../../../api';
import { Bytes } from '../../../ui/text';
import { Labels } from '../header';
import { characters } from './characters';
import { type Change, compareHeaders } from './headers';
import { Marked } from './marked';

const SIGNS: Record<Change['kind'], string> = { same: '=', moved: '↕', changed: '~', added: '+', removed: '−' };
const WORDS: Record<Change['kind'], string> = {
    same: 'the same',
    moved: 'elsewhere in the order',
    changed: 'changed',
    added: 'only in B',
    removed: 'only in A',
};
const COUNTED: readonly Change['kind'][] = ['changed', 'added', 'removed', 'moved', 'same'];

interface ChangesProps {
    title: string;
    base: Header[];
    other: Header[];
    all: boolean;
}

/** The headers of both as one list: each with a sign for what became of it, and the letters that changed marked. */
export function HeaderChanges({ title, base, other, all }: ChangesProps) {
    const changes = compareHeaders(base, other);
    const shown = all ? changes : changes.filter(({ kind }) => kind !== 'same');
    const counts = COUNTED.flatMap((kind) => {
        const n = changes.filter((change) => change.kind === kind).length;
        return n === 0 ? [] : [`${n} ${WORDS[kind]}`];
    });
    return (
        <section class="compare-part">
            <h2 class="small-heading">
                {title} <span class="quiet">{counts.length === 0 ? 'none in either' : counts.join(', ')}</span>
            </h2>
            {shown.length > 0 && (
                <ul class="changes">
                    {shown.map((change, i) => (
                        <Line key={`${i} ${change.name}`} of={change} />
                    ))}
                </ul>
            )}
        </section>
    );
}

function Line({ of: { kind, name, base, other } }: { of: Change }) {
    const changed = kind === 'changed' && base !== undefined && other !== undefined;
    const texts = changed && base.valueHex === undefined && other.valueHex === undefined;
    const pieces = texts ? characters(base.value, other.value) : undefined;
    const only = other ?? base;
    return (
        <li class={`change ${kind}`}>
            <span class="change-sign" role="img" aria-label={WORDS[kind]} title={WORDS[kind]}>
                {SIGNS[kind]}
            </span>
            <span class="mono change-name">
                <Bytes of={name} hex={only?.nameHex} />
            </span>
            <span class="mono change-values">
                {changed ? (
                    <>
                        <Value of={base} mark="A">
                            {pieces ? (
                                <Marked of={pieces} side="removed" />
                            ) : (
                                <Bytes of={base.value} hex={base.valueHex} />
                            )}
                        </Value>
                        <Value of={other} mark="B">
                            {pieces ? (
                                <Marked of={pieces} side="added" />
                            ) : (
                                <Bytes of={other.value} hex={other.valueHex} />
                            )}
                        </Value>
                    </>
                ) : (
                    only !== undefined && (
                        <Value of={only}>
                            <Bytes of={only.value} hex={only.valueHex} />
                        </Value>
                    )
                )}
            </span>
        </li>
    );
}

function Value({ of, mark, children }: { of: Header; mark?: 'A' | 'B'; children: ComponentChildren }) {
    return (
        <span class="change-value">
            {mark !== undefined && <span class={mark === 'A' ? 'side-mark base' : 'side-mark other'}>{mark}</span>}
            <span>
                {children}
                <Labels of={of} />
            </span>
        </span>
    );
}

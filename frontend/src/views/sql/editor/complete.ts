import type { Completion, CompletionContext, CompletionResult, CompletionSource } from '@codemirror/autocomplete';
import { keywordCompletionSource, schemaCompletionSource, type SQLNamespace } from '@codemirror/lang-sql';
import type { SqlView, ViewColumn } from '../../../api';
import { withoutCode } from '../about';
import { parametersOf, viewsIn } from '../statement';
import { FUNCTIONS, H2 } from './dialect';

const ofColumn = ({ name, type, about, key }: ViewColumn, boost: number): Completion => ({
    label: name,
    type: 'property',
    detail: key ? `${type}, key` : type,
    info: withoutCode(about),
    boost,
});

/** What is behind a dot: `r.`, `request.`; and the names of the views. */
function namespace(views: readonly SqlView[]): SQLNamespace {
    return Object.fromEntries(
        views.map((view) => [
            view.name,
            {
                self: { label: view.name, type: 'class', info: withoutCode(view.about), boost: 2 },
                children: view.columns.map((column) => ofColumn(column, 1)),
            },
        ]),
    );
}

const FUNCTION_CHOICES: readonly Completion[] = FUNCTIONS.map(([name, call, about]) => ({
    label: name,
    type: 'function',
    detail: call === `${name}()` ? '' : call.slice(name.length),
    info: about,
    apply: /^[a-z_0-9]+\(\*?\)$/.test(call) ? call : `${name}(`,
    boost: -1,
}));

const WORD = /[\w"]*$/;

/** Columns of the views that the statement reads; of all, as long as it names none. */
function columns(views: readonly SqlView[]): CompletionSource {
    const names = views.map(({ name }) => name);
    return (context) => {
        const word = wordBefore(context);
        if (word === undefined) return null;
        const read = viewsIn(context.state.doc.toString(), names);
        const of = views.filter(({ name }) => read.length === 0 || read.includes(name));
        const each = new Map<string, Completion>();
        for (const view of of)
            for (const column of view.columns) {
                const had = each.get(column.name);
                const said = ofColumn(column, read.length === 0 ? 0 : 3);
                each.set(column.name, had ?? { ...said, info: `${withoutCode(column.about)} (${view.name})` });
            }
        return { from: word.from, options: [...each.values(), ...FUNCTION_CHOICES], validFor: /^\w*$/ };
    };
}

/** The parameters that it has already: `:` is where they begin. */
function parameters(context: CompletionContext): CompletionResult | null {
    const word = context.matchBefore(/:\w*/);
    if (word === null || context.state.doc.sliceString(word.from - 1, word.from) === ':') return null;
    const own = word.text.slice(1);
    const names = parametersOf(context.state.doc.toString()).filter((name) => name !== own);
    return { from: word.from + 1, options: names.map((label) => ({ label, type: 'variable' })), validFor: /^\w*$/ };
}

/** A word that is written, and behind no dot and no colon. */
function wordBefore(context: CompletionContext): { from: number } | undefined {
    const word = context.matchBefore(WORD);
    const before = word === null ? '' : context.state.doc.sliceString(word.from - 1, word.from);
    if (word === null || before === '.' || before === ':' || (word.text === '' && !context.explicit)) return undefined;
    return inText(context) ? undefined : { from: word.from };
}

/** Within quotes, after an odd number of them, nothing is offered. */
const inText = ({ state, pos }: CompletionContext): boolean =>
    (state.doc.sliceString(0, pos).split("'").length - 1) % 2 === 1;

const unlessIn =
    (source: CompletionSource): CompletionSource =>
    (context) =>
        inText(context) || context.matchBefore(/:\w*/) !== null ? null : source(context);

export const sources = (views: readonly SqlView[]): CompletionSource[] => [
    parameters,
    unlessIn(schemaCompletionSource({ dialect: H2, schema: namespace(views) })),
    columns(views),
    unlessIn(keywordCompletionSource(H2, true, (label, type) => ({ label, type, boost: -3 }))),
];

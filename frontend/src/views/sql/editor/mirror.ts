import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { completionKeymap, startCompletion } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { sql } from '@codemirror/lang-sql';
import { bracketMatching, indentUnit } from '@codemirror/language';
import { Compartment, EditorState, Prec, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, drawSelection, EditorView, keymap } from '@codemirror/view';
import { highlightSpecialChars, lineNumbers, placeholder } from '@codemirror/view';
import type { SqlView } from '../../../api';
import { sources } from './complete';
import { H2 } from './dialect';
import { look } from './look';

/** What the page wants of an editor, whatever it is made of. */
export interface Mirror {
    write: (text: string) => void;
    offer: (views: readonly SqlView[]) => void;
    mark: (fault: { from: number; to: number } | undefined) => void;
    focus: () => void;
    insert: (text: string) => void;
    close: () => void;
}

interface Begin {
    text: string;
    selection: { from: number; to: number };
    label: string;
    hint: string;
    onText: (text: string) => void;
    onRun: () => void;
}

const setFault = StateEffect.define<{ from: number; to: number } | undefined>();
const FAULT = Decoration.mark({ class: 'cm-fault' });

/** What is underlined goes as soon as something else is written. */
const fault = StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(marked, transaction) {
        for (const effect of transaction.effects) {
            if (effect.is(setFault)) return effect.value === undefined ? Decoration.none : underlined(effect.value);
        }
        return transaction.docChanged ? Decoration.none : marked;
    },
    provide: (field) => EditorView.decorations.from(field),
});

const underlined = ({ from, to }: { from: number; to: number }) =>
    from < to ? Decoration.set(FAULT.range(from, to)) : Decoration.none;

/** Left to the browser, what is typed over coloured text would take its style along as an attribute, which is refused. */
const replacing = EditorView.domEventHandlers({
    beforeinput(event, view) {
        const { from, to, empty } = view.state.selection.main;
        const text = event.data;
        if (empty || event.inputType !== 'insertText' || event.isComposing || text === null) return false;
        const insert = () => view.state.update(view.state.replaceSelection(text), { userEvent: 'input.type' });
        const handled = view.state
            .facet(EditorView.inputHandler)
            .some((handle) => handle(view, from, to, text, insert));
        if (!handled) view.dispatch(insert());
        event.preventDefault();
        return true;
    },
});

/**
 * CodeMirror within a root of its own: there its style sheets are adopted, where on the page the content security policy
 * would refuse the elements it puts them in.
 */
export function mirror(host: HTMLElement, of: Begin): Mirror {
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open', delegatesFocus: true });
    const completion = new Compartment();
    const offering = (views: readonly SqlView[]) =>
        autocompletion({ override: sources(views), icons: true, maxRenderedOptions: 60, interactionDelay: 0 });
    const view = new EditorView({
        root,
        parent: root,
        state: EditorState.create({
            doc: of.text,
            selection: { anchor: of.selection.from, head: of.selection.to },
            extensions: [
                Prec.highest(
                    keymap.of([
                        { key: 'Mod-Enter', run: () => (of.onRun(), true) },
                        { key: 'Tab', run: acceptCompletion },
                        { key: 'Mod-Space', run: startCompletion },
                    ]),
                ),
                lineNumbers(),
                highlightSpecialChars(),
                history(),
                drawSelection(),
                bracketMatching(),
                closeBrackets(),
                indentUnit.of('    '),
                EditorView.lineWrapping,
                keymap.of([
                    ...closeBracketsKeymap,
                    ...defaultKeymap,
                    ...historyKeymap,
                    ...completionKeymap,
                    indentWithTab,
                ]),
                sql({ dialect: H2 }),
                completion.of(offering([])),
                fault,
                replacing,
                look,
                placeholder(of.hint),
                EditorView.contentAttributes.of({ 'aria-label': of.label, spellcheck: 'false', autocorrect: 'off' }),
                EditorView.updateListener.of((update) => {
                    if (update.docChanged) of.onText(update.state.doc.toString());
                }),
            ],
        }),
    });
    return {
        write: (text) => {
            const old = view.state.doc.toString();
            if (old !== text) view.dispatch({ changes: { from: 0, to: old.length, insert: text } });
        },
        offer: (views) => view.dispatch({ effects: completion.reconfigure(offering(views)) }),
        mark: (at) => {
            const length = view.state.doc.length;
            const within = at && { from: Math.min(at.from, length), to: Math.min(at.to, length) };
            view.dispatch({ effects: setFault.of(within) });
        },
        focus: () => view.focus(),
        insert: (text) => {
            view.dispatch(view.state.replaceSelection(text));
            view.focus();
        },
        close: () => view.destroy(),
    };
}

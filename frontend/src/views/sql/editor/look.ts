import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const COLOURS = HighlightStyle.define([
    { tag: [tags.keyword, tags.operatorKeyword, tags.bool, tags.null], color: 'var(--accent)', fontWeight: '600' },
    { tag: tags.typeName, color: 'var(--info)' },
    { tag: [tags.string, tags.special(tags.string)], color: 'var(--good)' },
    { tag: [tags.number, tags.literal], color: 'var(--info)' },
    { tag: tags.special(tags.name), color: 'var(--warn)', fontWeight: '600' },
    { tag: tags.comment, color: 'var(--ink-3)', fontStyle: 'italic' },
]);

const THEME = EditorView.theme({
    '&': {
        flex: '1',
        minWidth: '0',
        minHeight: '0',
        backgroundColor: 'var(--surface)',
        color: 'var(--ink)',
        fontSize: '13px',
    },
    '&.cm-focused': { outline: 'none' },
    '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.5', overflow: 'auto', flex: '1', minHeight: '0' },
    '.cm-content': { caretColor: 'var(--ink)', padding: '8px 0' },
    '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
    '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
        backgroundColor: 'var(--selected)',
    },
    '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--ink-3)', border: '0', paddingLeft: '6px' },
    '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
    '&.cm-focused .cm-activeLineGutter': { color: 'var(--ink)' },
    '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
        backgroundColor: 'var(--selected)',
        outline: '1px solid var(--accent)',
    },
    '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--bad-soft)', color: 'var(--bad)' },
    '.cm-placeholder': { color: 'var(--ink-3)' },
    '.cm-specialChar': { color: 'var(--warn)', backgroundColor: 'var(--warn-soft)' },
    '.cm-fault': {
        textDecoration: 'underline wavy var(--bad)',
        textDecorationSkipInk: 'none',
        backgroundColor: 'var(--bad-soft)',
    },
    '.cm-tooltip': {
        border: '1px solid var(--line)',
        borderRadius: 'var(--radius)',
        backgroundColor: 'var(--surface)',
        color: 'var(--ink)',
        boxShadow: 'var(--shadow)',
    },
    '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', fontSize: '12px', maxHeight: '16em' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '2px 8px', lineHeight: '1.5' },
    '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--selected)', color: 'var(--ink)' },
    '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700', color: 'var(--accent)' },
    '.cm-completionDetail': { color: 'var(--ink-3)', fontStyle: 'normal', marginLeft: '12px' },
    '.cm-completionInfo': {
        fontFamily: 'var(--font)',
        fontSize: '12px',
        lineHeight: '1.45',
        padding: '6px 10px',
        maxWidth: '320px',
    },
    '.cm-completionIcon': { color: 'var(--ink-3)', opacity: '1' },
});

/** By the page's tokens, which reach into the editor's own root: so it is light or dark as the page is. */
export const look: Extension = [THEME, syntaxHighlighting(COLOURS)];

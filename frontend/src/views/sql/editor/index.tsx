import { useEffect, useRef, useState } from 'preact/hooks';
import type { SqlView } from '../../../api';
import type { Mirror } from './mirror';

interface EditorProps {
    text: string;
    /** Counts up where the text was put there: what is written meanwhile is not to be overtaken by itself. */
    placed: number;
    views: readonly SqlView[];
    fault: { from: number; to: number } | undefined;
    onText: (text: string) => void;
    onRun: () => void;
    /** Counts up: the focus goes to the editor. */
    focus: number;
}

const MOST_LINES = 14;
const LABEL = 'SQL. Ctrl or Command with Enter runs it; Esc, then Tab leaves the editor';
const HINT = 'SELECT status, COUNT(*) AS requests FROM request GROUP BY status ORDER BY requests DESC';

/** Where SQL is written: a plain field at once, and what completes and colours in its place when that has come. */
export function Editor({ text, placed, views, fault, onText, onRun, focus }: EditorProps) {
    const host = useRef<HTMLDivElement>(null);
    const plain = useRef<HTMLTextAreaElement>(null);
    const mirror = useRef<Mirror>();
    const [state, setState] = useState<'coming' | 'here' | 'plain'>('coming');
    const now = useRef({ text, onText, onRun });
    now.current = { text, onText, onRun };
    useEffect(() => {
        let gone = false;
        import('./mirror').then(
            (loaded) => {
                const field = plain.current;
                if (gone || host.current === null) return;
                const focused = document.activeElement === field;
                mirror.current = loaded.mirror(host.current, {
                    text: field?.value ?? now.current.text,
                    selection: { from: field?.selectionStart ?? 0, to: field?.selectionEnd ?? 0 },
                    label: LABEL,
                    hint: HINT,
                    onText: (written) => now.current.onText(written),
                    onRun: () => now.current.onRun(),
                });
                if (focused) mirror.current.focus();
                setState('here');
            },
            () => setState('plain'),
        );
        return () => {
            gone = true;
            mirror.current?.close();
        };
    }, []);
    useEffect(() => mirror.current?.write(text), [placed, state]);
    useEffect(() => mirror.current?.offer(views), [views, state]);
    useEffect(() => mirror.current?.mark(fault), [fault?.from, fault?.to, state]);
    useEffect(() => {
        if (focus > 0) (mirror.current ?? plain.current)?.focus();
    }, [focus]);
    return (
        <div class="sql-editor">
            <div
                ref={host}
                class={state === 'here' ? 'sql-mirror' : 'sql-mirror coming'}
                onKeyDown={(event) => {
                    // Seen from outside its root nobody can tell that text is written there: keys are its own.
                    if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
                }}
            />
            {state !== 'here' && (
                <textarea
                    ref={plain}
                    class="sql-plain"
                    rows={Math.min(MOST_LINES, text.split('\n').length)}
                    aria-label={LABEL}
                    placeholder={HINT}
                    spellcheck={false}
                    value={text}
                    onInput={(event) => onText(event.currentTarget.value)}
                    onKeyDown={(event) => {
                        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
                        event.preventDefault();
                        onRun();
                    }}
                />
            )}
        </div>
    );
}

import { useEffect, useState } from 'preact/hooks';
import type { SqlSchema } from '../../api';
import { duration, sentence } from '../../ui/format';
import { Icon } from '../../ui/icon';
import { mac, shownKeys } from '../../ui/commands';
import { Problem } from '../../ui/message';
import type { Desk } from './desk';
import { saidLimits } from './limits';

const TICK_MILLIS = 100;
/** As the keyboard here has them. */
export const RUN_KEYS = shownKeys('Mod+enter', mac()).join(' ');

interface RunProps {
    desk: Desk;
    limits: SqlSchema['limits'] | undefined;
    onRun: () => void;
    onSave: () => void;
}

/** Runs what is written, says how long that takes, and within which limits. */
export function RunBar({ desk, limits, onRun, onSave }: RunProps) {
    const course = desk.course.value;
    const { sql, limit } = desk.draft.value;
    const running = course.state === 'running';
    return (
        <div class="sql-run">
            {running ? (
                <button type="button" class="button" onClick={() => desk.cancel()}>
                    <Icon name="stop" />
                    Cancel
                </button>
            ) : (
                <button
                    type="button"
                    class="button primary"
                    disabled={sql.trim() === ''}
                    title={`Run (${RUN_KEYS})`}
                    aria-keyshortcuts="Control+Enter"
                    onClick={onRun}>
                    <Icon name="play" />
                    Run <kbd aria-hidden="true">{RUN_KEYS}</kbd>
                </button>
            )}
            <span class="sql-course" role="status">
                {running && <Running since={course.since} />}
                {course.state === 'cancelled' &&
                    `Cancelled after ${duration(course.millis * 1e6)}; the server ended it.`}
                {course.state === 'failed' && `No answer after ${duration(course.millis * 1e6)}.`}
            </span>
            {limits !== undefined && <span class="quiet sql-limits">at most {saidLimits(limits, limit)}</span>}
            <button type="button" class="button small" disabled={sql.trim() === ''} onClick={onSave}>
                Save …
            </button>
        </div>
    );
}

/** How long it has been running: only the number changes, and no screen reader counts along. */
function Running({ since }: { since: number }) {
    const [now, setNow] = useState(Date.now());
    useEffect(() => {
        const timer = setInterval(() => setNow(Date.now()), TICK_MILLIS);
        return () => clearInterval(timer);
    }, []);
    return (
        <>
            <span class="sql-spin" aria-hidden="true" /> Running{' '}
            <span aria-hidden="true">{(Math.max(0, now - since) / 1000).toFixed(1)} s</span>
        </>
    );
}

/** Why there is no answer; where it stands in the statement is underlined there. */
export function Fault({ desk }: { desk: Desk }) {
    const course = desk.course.value;
    if (course.state !== 'failed') return null;
    const { error } = course;
    const at = error.position === undefined ? undefined : placeIn(desk.draft.value.sql, error.position.from);
    if (at === undefined || course.words !== desk.words.value) return <Problem error={error} />;
    return (
        <div class="problem" role="alert">
            <Icon name="alert" />
            <div>
                <strong>
                    Line {at.line}, column {at.column}: {sentence(error.message)}
                </strong>
                {error.hint !== '' && <p>{sentence(error.hint)}</p>}
            </div>
        </div>
    );
}

export function placeIn(text: string, position: number): { line: number; column: number } {
    const before = text.slice(0, position).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

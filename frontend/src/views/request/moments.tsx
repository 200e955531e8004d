import { useState } from 'preact/hooks';
import { connectionEvents } from '../../api';
import { summary } from '../../ui/arguments';
import { duration, offset, plural } from '../../ui/format';
import { useLoad } from '../../ui/load';
import { Problem } from '../../ui/message';
import { Text } from '../../ui/text';
import { format, quicOf } from '../../route';
import type { Moment } from './shares';

const SHOWN = 12;
/** What of its connection is shown around an event, either way. */
const AROUND = 50e6;

/** Whose verdict it is. */
export interface Of {
    session: string;
    conn: number;
    req: number;
}

export const lasts = (moment: Moment) => duration(moment.toOffsetNanos - moment.fromOffsetNanos - moment.otherNanos);

/** What of a span went otherwise, in words. */
function apart(moment: Moment): string {
    return moment.otherNanos === 0
        ? ''
        : `with ${duration(moment.otherNanos)} of other parts within it, too short to be listed`;
}

/** What held a request up, in the order of time, each with the event that began it. */
export function Moments({ moments, left, of }: { moments: Moment[]; left: number; of: Of }) {
    const [all, setAll] = useState(false);
    return (
        <>
            <ol class="verdict-moments" aria-label="What held it up, in the order of time">
                {(all ? moments : moments.slice(0, SHOWN)).map((each) => (
                    <li key={each.fromOffsetNanos}>
                        <span class="number quiet">{offset(each.fromOffsetNanos)}</span>
                        <span>
                            <span class={`verdict-swatch verdict-fill ${each.kind}`} aria-hidden="true" />
                            {each.name}
                        </span>
                        <span class="number" title={apart(each)}>
                            {lasts(each)}
                        </span>
                        <Cause moment={each} of={of} />
                    </li>
                ))}
            </ol>
            {!all && moments.length > SHOWN && (
                <button type="button" class="link-button" onClick={() => setAll(true)}>
                    Show {plural(moments.length - SHOWN, 'more', 'more')}
                </button>
            )}
            {left > 0 && (
                <p class="quiet">
                    {plural(left, 'shorter span')} within and between them: counted in the shares, not listed.
                </p>
            )}
        </>
    );
}

/** The event that began a span: its name, which opens to its arguments, read when they are asked for. */
function Cause({ moment, of }: { moment: Moment; of: Of }) {
    const [open, setOpen] = useState(false);
    const cause = moment.cause;
    if (cause === null) return <span class="quiet">no event was seen</span>;
    return (
        <>
            <button type="button" class="link-button mono" aria-expanded={open} onClick={() => setOpen(!open)}>
                {cause.probe}
            </button>
            {open && <CauseEvent at={cause.at} probe={cause.probe} of={of} />}
        </>
    );
}

function CauseEvent({ at, probe, of }: { at: string; probe: string; of: Of }) {
    const loaded = useLoad(
        (signal) => connectionEvents(of.session, of.conn, { probe, from: at, to: at, limit: 1 }, signal),
        [of.session, of.conn, at, probe],
    );
    const event = loaded.value?.rows[0];
    const around =
        event === undefined ? undefined : { from: event.offsetNanos - AROUND, to: event.offsetNanos + AROUND };
    return (
        <div class="verdict-event" role="status">
            {loaded.error !== undefined && <Problem error={loaded.error} retry={loaded.again} />}
            {loaded.value !== undefined && event === undefined && <span class="quiet">It is not stored any more.</span>}
            {event !== undefined && (
                <>
                    <span class="mono">
                        <Text of={summary(event)} cut={300} />
                    </span>{' '}
                    <a href={format({ ...quicOf(of.session, String(of.conn)), stream: String(of.req), ...around })}>
                        The connection around it
                    </a>
                </>
            )}
        </div>
    );
}

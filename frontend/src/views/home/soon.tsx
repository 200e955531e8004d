import { useState } from 'preact/hooks';
import { clockAheadMillis } from '../../api';
import type { Keeping } from '../../api/keeping';
import { bytes, plural, sentence } from '../../ui/format';
import { Later } from '../../ui/later';
import { Banner } from '../../ui/message';
import { Text } from '../../ui/text';
import { dueIn, reasonText, soon, usedText } from './leaving';

const dialog = () => import('./keeping');

/** What goes within a day, and what keeps the limits from being kept to. */
export function Soon({ keeping }: { keeping: Keeping }) {
    const now = Date.now() + clockAheadMillis;
    const leaving = soon(keeping, now);
    const first = leaving[0];
    return (
        <>
            {first !== undefined && (
                <Banner title={`${plural(leaving.length, 'session')} will be deleted within a day`}>
                    <p>
                        <Text of={first.name} cut={60} /> {dueIn(Date.parse(first.at) - now)}:{' '}
                        {reasonText(first.reason, keeping.settings)}. Pin what is to stay.
                    </p>
                </Banner>
            )}
            {keeping.problem !== '' && (
                <Banner title="The limits of what is kept cannot be kept to">
                    <p>{sentence(keeping.problem)}</p>
                </Banner>
            )}
        </>
    );
}

/** How much is used and free, and the way to the limits; the dialog comes when it is first asked for. */
export function KeepingButton({ keeping }: { keeping: Keeping | undefined }) {
    const [open, setOpen] = useState(false);
    return (
        <span class="kept">
            {keeping !== undefined && (
                <>
                    <span class="quiet">
                        {usedText(keeping)} · {bytes(keeping.used.freeBytes)} free
                    </span>
                    {keeping.settings.bytes !== null && (
                        <progress
                            max={keeping.settings.bytes}
                            value={Math.min(keeping.used.bytes, keeping.settings.bytes)}
                            aria-label="Used of the limit"
                        />
                    )}
                </>
            )}
            <button type="button" class="button small" aria-haspopup="dialog" onClick={() => setOpen(true)}>
                Keeping …
            </button>
            {open && <Later load={dialog} props={{ onClose: () => setOpen(false) }} />}
        </span>
    );
}

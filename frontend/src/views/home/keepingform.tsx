import { useEffect, useState } from 'preact/hooks';
import { type ApiError, asApiError } from '../../api';
import { changeKeeping, type Keeping, type KeepingSettings, previewKeeping } from '../../api/keeping';
import { Field } from '../../ui/field';
import { bytes, plural } from '../../ui/format';
import { Problem } from '../../ui/message';
import { toast } from '../../ui/toast';
import { sizeText, wishOf } from './leaving';

const WAIT_MILLIS = 250;
const FIXED = 'Set by the command that started Hydroscope, and only there.';

/** The limits; what another choice would delete is said before it is made. */
export function KeepingForm({ keeping, done }: { keeping: Keeping; done: () => void }) {
    const { settings } = keeping;
    const [age, setAge] = useState(settings.ageDays === null ? '' : String(settings.ageDays));
    const [most, setMost] = useState(sizeText(settings.bytes));
    const [reserve, setReserve] = useState(sizeText(settings.reserveBytes));
    const [preview, setPreview] = useState<Keeping>();
    const [error, setError] = useState<ApiError>();
    const [busy, setBusy] = useState(false);
    const wish = wishOf({ age, most, reserve });
    const fixed = (field: keyof KeepingSettings) => keeping.fixed.includes(field);
    const wished = Object.fromEntries(Object.entries(wish).filter(([name]) => !fixed(name as keyof KeepingSettings)));
    const asked = JSON.stringify(wished);
    useEffect(() => {
        let over = false;
        const timer = setTimeout(() => {
            previewKeeping(JSON.parse(asked) as typeof wish).then(
                (shown) => {
                    if (over) return;
                    setPreview(shown);
                    setError(undefined);
                },
                (reason: unknown) => {
                    if (over) return;
                    setPreview(undefined);
                    setError(asApiError(reason));
                },
            );
        }, WAIT_MILLIS);
        return () => {
            over = true;
            clearTimeout(timer);
        };
    }, [asked]);
    const save = async () => {
        setBusy(true);
        try {
            await changeKeeping(wished);
            toast('Kept to from now on.');
            done();
        } catch (reason) {
            setError(asApiError(reason));
        }
        setBusy(false);
    };
    const wrong = (field: keyof KeepingSettings) =>
        error?.field === field ? { message: error.message, hint: error.hint } : undefined;
    return (
        <form
            class="keeping-form"
            onSubmit={(event) => {
                event.preventDefault();
                void save();
            }}>
            <Field
                label="Delete after"
                unit="days"
                value={age}
                placeholder="never"
                disabled={fixed('ageDays')}
                error={wrong('ageDays')}
                help={fixed('ageDays') ? FIXED : 'Since it was stored here. Empty: never.'}
                onInput={setAge}
            />
            <Field
                label="All sessions together"
                value={most}
                placeholder="no limit"
                disabled={fixed('bytes')}
                error={wrong('bytes')}
                help={fixed('bytes') ? FIXED : 'At most, as 20 GiB; the oldest go first. Empty: no limit.'}
                onInput={setMost}
            />
            <Field
                label="Keep free of the disk"
                value={reserve}
                placeholder="0"
                disabled={fixed('reserveBytes')}
                error={wrong('reserveBytes')}
                help={
                    fixed('reserveBytes') ? FIXED : 'Below it nothing is started, and what runs is stopped and sealed.'
                }
                onInput={setReserve}
            />
            {error !== undefined && error.field === undefined && <Problem error={error} />}
            <p class="keeping-preview" role="status">
                {preview === undefined ? '' : previewText(preview)}
            </p>
            <button type="submit" class="button primary" disabled={busy || error !== undefined}>
                Keep to this
            </button>
        </form>
    );
}

function previewText({ plan, settings }: Keeping): string {
    if (plan.length === 0) {
        return settings.ageDays === null && settings.bytes === null
            ? 'Nothing is ever deleted so.'
            : 'Nothing there is would be deleted within a week.';
    }
    const size = plan.reduce((all, each) => all + each.bytes, 0);
    return `Within a week this deletes ${plural(plan.length, 'session')} (${bytes(size)}), none before ten minutes.`;
}

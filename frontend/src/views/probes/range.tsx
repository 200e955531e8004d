import { useEffect, useState } from 'preact/hooks';
import type { ValueHistogram } from '../../api/probes';
import { type Unit, UNITS } from '../../route';
import { count } from '../../ui/format';
import type { Part } from './explore';
import { valueText } from './words';

const NAMES: Record<Unit, string> = { number: 'number', bytes: 'bytes', ns: 'ns', us: 'µs', ms: 'ms' };

/** Powers of two, or equal steps in a range; and in which unit the numbers are read. */
export function Range({ value, route, change }: Part & { value: ValueHistogram }) {
    const [least, setLeast] = useState(route.least);
    const [most, setMost] = useState(route.most);
    useEffect(() => {
        setLeast(route.least);
        setMost(route.most);
    }, [route.least, route.most]);
    const linear = route.least !== '';
    const valid = /^-?\d{1,18}$/.test(least) && /^-?\d{1,18}$/.test(most) && Number(least) < Number(most);
    return (
        <form
            class="probe-range"
            onSubmit={(event) => {
                event.preventDefault();
                if (valid) change({ least, most });
            }}>
            <span class="quiet">
                {count(value.count)} values
                {value.least !== null && value.most !== null && (
                    <>
                        , {valueText(value.least, route.unit)} to {valueText(value.most, route.unit)}, mean{' '}
                        {valueText(value.mean ?? 0, route.unit)}
                    </>
                )}
            </span>
            <label>
                Read as{' '}
                <select
                    class="input"
                    value={route.unit}
                    onChange={(event) =>
                        change(
                            { unit: UNITS.find((unit) => unit === event.currentTarget.value) ?? 'number' },
                            'replace',
                        )
                    }>
                    {UNITS.map((unit) => (
                        <option key={unit} value={unit}>
                            {NAMES[unit]}
                        </option>
                    ))}
                </select>
            </label>
            <span class="probe-steps">
                <label>
                    Equal steps from{' '}
                    <input
                        class="input number"
                        size={8}
                        inputMode="numeric"
                        value={least}
                        placeholder={String(value.least ?? 0)}
                        onInput={(event) => setLeast(event.currentTarget.value)}
                    />
                </label>
                <label>
                    to{' '}
                    <input
                        class="input number"
                        size={8}
                        inputMode="numeric"
                        value={most}
                        placeholder={String(value.most ?? 0)}
                        onInput={(event) => setMost(event.currentTarget.value)}
                    />
                </label>
                <button type="submit" class="button small" disabled={!valid}>
                    Draw
                </button>
            </span>
            {linear && (
                <button type="button" class="button small" onClick={() => change({ least: '', most: '' })}>
                    Powers of two
                </button>
            )}
        </form>
    );
}

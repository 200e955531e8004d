import { useState } from 'preact/hooks';
import { type ApiError, asApiError, countHits, type HitCount, type SessionRequest } from '../../api';
import { count, percent, rate } from '../../ui/format';
import { Problem } from '../../ui/message';
import { Text } from '../../ui/text';
import { parseSpec, revealing } from './spec';

interface CostProps {
    probes: readonly string[];
    ready: boolean;
    body: () => SessionRequest;
}

const SECONDS = 3;
/** What a hit costs the traced program, measured: about as much as two system calls. */
const HIT_NANOS = 1000;

/** What it may reveal, and what it will cost: counted before anything is read. */
export function Cost({ probes, ready, body }: CostProps) {
    const [hits, setHits] = useState<HitCount>();
    const [error, setError] = useState<ApiError>();
    const [busy, setBusy] = useState(false);
    const run = async () => {
        setBusy(true);
        setError(undefined);
        try {
            setHits(await countHits(body(), SECONDS));
        } catch (reason) {
            setError(asApiError(reason));
        }
        setBusy(false);
    };
    const texts = probes.some((text) => revealing(parseSpec(text)?.arguments));
    return (
        <section class="pick-part" aria-labelledby="pick-cost">
            <h2 id="pick-cost">What it shows, and what it costs</h2>
            <p>
                {probes.length === 0 ? (
                    'Arguments are kept as they are.'
                ) : texts ? (
                    <strong class="warning-text">
                        Arguments are kept as they are, texts too: nobody knows which of them hold passwords or people’s
                        data.
                    </strong>
                ) : (
                    'Numbers are kept as they are; no text is read.'
                )}{' '}
                <span class="quiet">Shared links show texts as pseudonyms.</span>
            </p>
            <p class="quiet">
                A hit costs the program about a microsecond. Count first where you do not know how often it is hit: the
                kernel counts, nothing is read or kept.
            </p>
            <p>
                <button type="button" class="button" disabled={!ready || busy} onClick={() => void run()}>
                    {busy ? `Counting for ${SECONDS} s …` : `Count for ${SECONDS} s first`}
                </button>
            </p>
            {error !== undefined && <Problem error={error} />}
            {hits !== undefined && <Hits of={hits} />}
        </section>
    );
}

function Hits({ of }: { of: HitCount }) {
    const all = of.rows.reduce((sum, row) => sum + row.perSecond, 0);
    return (
        <div class="pick-hits" role="status">
            <p>
                <strong>{rate(all)} hits a second</strong>: about {percent((all * HIT_NANOS) / 1e9)} of one CPU, of the
                traced program’s time.
            </p>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">Probe</th>
                        <th scope="col" class="number">
                            Hits
                        </th>
                        <th scope="col" class="number">
                            Per second
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {of.rows.map((row) => (
                        <tr key={row.probe}>
                            <th scope="row" class="mono">
                                <Text of={row.probe} />
                            </th>
                            <td class="number">{count(row.hits)}</td>
                            <td class="number">{rate(row.perSecond)}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

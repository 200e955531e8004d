import type { Verdict } from '../../api';
import { duration, offset } from '../../ui/format';
import { lasts, Moments, type Of } from './moments';
import { type Moment, momentsOf, type Share, sharesOf, strip } from './shares';
import './verdict.css';

interface VerdictViewProps {
    verdict: Verdict;
    /** Searches for requests of which as much went the same way. */
    find: (condition: string) => void;
    of: Of;
}

/** Parts below this have no room for their name over the bar; the table has all. */
const LABELLED = 0.14;

/** Where the time of a request went: its shares, when each was, and what began it. */
export function VerdictView({ verdict, find, of }: VerdictViewProps) {
    const shares = sharesOf(verdict);
    const moments = momentsOf(verdict);
    return (
        <section class="verdict" aria-labelledby="verdict-head">
            <h2 id="verdict-head">
                Where the time went{' '}
                <span class="quiet">
                    {duration(verdict.wholeNanos)}
                    {verdict.complete ? '' : ', as far as it was seen'}
                </span>
            </h2>
            {shares.length > 0 && (
                <>
                    <div class="verdict-bar" aria-hidden="true">
                        {shares.map((each) => (
                            <span
                                key={each.kind}
                                class="verdict-part"
                                style={{ flexGrow: each.share }}
                                title={`${each.name}: ${each.percent}`}>
                                <span class="verdict-label">{each.share > LABELLED && each.name}</span>
                                <span class={`verdict-fill ${each.kind}`} />
                            </span>
                        ))}
                    </div>
                    <Legend shares={shares} find={find} />
                    <Strip verdict={verdict} moments={moments} />
                    <Moments moments={moments} left={shares.reduce((sum, each) => sum + each.left, 0)} of={of} />
                </>
            )}
            {verdict.notes.map((note) => (
                <p key={note} class="verdict-note">
                    {note}
                </p>
            ))}
        </section>
    );
}

function Legend({ shares, find }: { shares: Share[]; find: (condition: string) => void }) {
    return (
        <table class="verdict-shares">
            <thead>
                <tr>
                    <th scope="col">Part</th>
                    <th scope="col" class="number">
                        Share
                    </th>
                    <th scope="col" class="number">
                        Time
                    </th>
                    <th scope="col">Search for more</th>
                </tr>
            </thead>
            <tbody>
                {shares.map((each) => (
                    <tr key={each.kind}>
                        <th scope="row" title={each.what}>
                            <span class={`verdict-swatch verdict-fill ${each.kind}`} aria-hidden="true" />
                            {each.name}
                            <span class="quiet verdict-what">{each.what}</span>
                        </th>
                        <td class="number">{each.percent}</td>
                        <td class="number">{duration(each.nanos)}</td>
                        <td>
                            <button type="button" class="link-button mono" onClick={() => find(each.query)}>
                                {each.query}
                            </button>
                        </td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}

/** When each part was; the list below says the same in words. */
function Strip({ verdict, moments }: { verdict: Verdict; moments: Moment[] }) {
    const { from, length } = strip(verdict, moments);
    const part = (nanos: number) => `${Math.max(0, Math.min(100, (nanos / length) * 100)).toFixed(3)}%`;
    return (
        <div class="verdict-when" aria-hidden="true">
            <div class="verdict-strip">
                {moments.map((each) => (
                    <span
                        key={each.fromOffsetNanos}
                        class={`verdict-fill ${each.kind}`}
                        style={{
                            left: part(each.fromOffsetNanos - from),
                            width: `max(1px, ${part(each.toOffsetNanos - each.fromOffsetNanos)})`,
                        }}
                        title={`${each.name} from ${offset(each.fromOffsetNanos)} for ${lasts(each)}`}
                    />
                ))}
            </div>
            <div class="verdict-ends quiet">
                <span>{offset(from)}</span>
                <span>{offset(from + length)}</span>
            </div>
        </div>
    );
}

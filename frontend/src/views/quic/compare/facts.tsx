import type { QuicSummary } from '../../../api';
import { connName } from '../../../ui/format';
import { Missing } from '../../../ui/text';
import { type Fact, factsOf } from './differences';

interface FactsProps {
    one: QuicSummary | undefined;
    two: QuicSummary | undefined;
}

/** What both connections came to, below one another, and the difference. */
export function Facts({ one, two }: FactsProps) {
    if (one === undefined || two === undefined) return null;
    const facts = factsOf(one, two);
    return (
        <div class="beside-facts" role="region" tabIndex={0} aria-label="Both connections in figures">
            <table>
                <thead>
                    <tr>
                        <th scope="col">Connection</th>
                        {facts.map(({ name }) => (
                            <th key={name} scope="col">
                                {name}
                            </th>
                        ))}
                    </tr>
                </thead>
                <tbody>
                    <Row name={connName(one.conn)} facts={facts} of={(fact) => fact.one} />
                    <Row name={connName(two.conn)} facts={facts} of={(fact) => fact.two} />
                    <Row name="difference" facts={facts} of={(fact) => fact.difference} />
                </tbody>
            </table>
        </div>
    );
}

function Row({ name, facts, of }: { name: string; facts: readonly Fact[]; of: (fact: Fact) => string | undefined }) {
    return (
        <tr>
            <th scope="row">{name}</th>
            {facts.map((fact) => (
                <td key={fact.name}>{of(fact) ?? <Missing>not known</Missing>}</td>
            ))}
        </tr>
    );
}

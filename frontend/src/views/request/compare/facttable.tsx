import { Missing } from '../../../ui/text';
import { characters, type Piece } from './characters';
import type { Fact } from './facts';
import { Marked } from './marked';

/** Facts of both beside one another; those that are the same only where they are asked for. */
export function FactTable({ title, facts, all }: { title: string; facts: Fact[]; all: boolean }) {
    const shown = all ? facts : facts.filter(({ same }) => !same);
    const same = facts.length - facts.filter((fact) => !fact.same).length;
    return (
        <section class="compare-part">
            <h2 class="small-heading">
                {title} <span class="quiet">{same === facts.length ? 'all the same' : `${same} the same`}</span>
            </h2>
            {shown.length > 0 && (
                <table class="compare-facts">
                    <thead>
                        <tr>
                            <th scope="col">What</th>
                            <th scope="col">A</th>
                            <th scope="col">B</th>
                        </tr>
                    </thead>
                    <tbody>
                        {shown.map(({ name, base, other, same, text }) => {
                            const pieces = text || same ? characters(base ?? '', other ?? '') : whole(base, other);
                            return (
                                <tr key={name} class={same ? 'quiet' : ''}>
                                    <th scope="row">{name}</th>
                                    <td>
                                        {base === null ? (
                                            <Missing>not known</Missing>
                                        ) : (
                                            <Marked of={pieces} side="removed" />
                                        )}
                                    </td>
                                    <td>
                                        {other === null ? (
                                            <Missing>not known</Missing>
                                        ) : (
                                            <Marked of={pieces} side="added" />
                                        )}
                                    </td>
                                </tr>
                            );
                        })}
                    </tbody>
                </table>
            )}
        </section>
    );
}

const whole = (base: string | null, other: string | null): Piece[] => [
    { kind: 'removed', text: base ?? '' },
    { kind: 'added', text: other ?? '' },
];

import { useId, useMemo } from 'preact/hooks';
import type { Session } from '../../../api';
import { Note } from '../../../ui/message';
import type { ChartChoice, ChartMark } from '../../../route';
import type { Answered } from '../desk';
import { unitOf } from '../unit';
import { CategoryChart } from './category';
import { able, NONE, planOf } from './choose';
import { categoryModel, timeModel } from './model';
import { TimeChart } from './time';

interface ChartProps {
    answered: Answered;
    order: readonly number[];
    choice: ChartChoice;
    sessions: readonly Session[];
    onChoose: (part: Partial<ChartChoice>) => void;
}

const MARKS: readonly (readonly [ChartMark, string])[] = [
    ['line', 'Lines'],
    ['points', 'Points'],
    ['bars', 'Bars, stacked'],
];

/** An answer as a picture: over time where it has times, else by category; the table stays below. */
export function Chart({ answered, order, choice, sessions, onChoose }: ChartProps) {
    const { answer, question } = answered;
    const plan = useMemo(() => planOf(answer, choice), [answer, choice]);
    const time = useMemo(() => (plan?.kind === 'time' ? timeModel(answer, plan) : undefined), [answer, plan]);
    const category = useMemo(
        () => (plan?.kind === 'category' ? categoryModel(answer, plan, order) : undefined),
        [answer, plan, order],
    );
    if (plan === undefined)
        return (
            <Note title="Nothing here can be drawn">
                A chart needs a column of numbers, and a column of times or of names to draw them by.
            </Note>
        );
    const nameOf = (i: number) => answer.columns[i]?.name ?? '';
    const can = able(answer);
    const units = [...new Set(plan.y.map((i) => JSON.stringify(unitOf(nameOf(i)))))];
    const unit = units.length === 1 ? unitOf(nameOf(plan.y[0] ?? -1)) : undefined;
    const label = `${plan.y.map(nameOf).join(', ')} by ${nameOf(plan.x)}`;
    const asked = sessions.filter(({ id }) => question.sessions.includes(id));
    return (
        <figure class="sql-figure" aria-label={`Chart: ${label}`}>
            <div class="sql-choices">
                <Choice
                    label="Along"
                    value={nameOf(plan.x)}
                    names={can.x.map(nameOf)}
                    onChoose={(x) => onChoose({ x })}
                />
                <fieldset class="sql-amounts">
                    <legend>Amounts</legend>
                    {can.numbers
                        .filter((i) => i !== plan.x)
                        .map((i) => (
                            <label key={i}>
                                <input
                                    type="checkbox"
                                    checked={plan.y.includes(i)}
                                    disabled={plan.y.length === 1 && plan.y.includes(i)}
                                    onChange={() =>
                                        onChoose({
                                            y: (plan.y.includes(i)
                                                ? plan.y.filter((each) => each !== i)
                                                : [...plan.y, i]
                                            ).map(nameOf),
                                        })
                                    }
                                />
                                {nameOf(i)}
                            </label>
                        ))}
                </fieldset>
                {plan.y.length === 1 && (
                    <Choice
                        label="Parted by"
                        value={plan.series < 0 ? NONE : nameOf(plan.series)}
                        names={[NONE, ...can.series.filter((i) => i !== plan.x && !plan.y.includes(i)).map(nameOf)]}
                        onChoose={(series) => onChoose({ series })}
                    />
                )}
                {plan.kind === 'time' && (
                    <span class="sql-switch" role="group" aria-label="Drawn as">
                        {MARKS.map(([mark, name]) => (
                            <button
                                key={mark}
                                type="button"
                                aria-pressed={plan.mark === mark}
                                onClick={() => onChoose({ mark })}>
                                {name}
                            </button>
                        ))}
                    </span>
                )}
            </div>
            {time !== undefined && (
                <TimeChart model={time} mark={plan.mark} unit={unit} label={label} sessions={asked} />
            )}
            {category !== undefined && <CategoryChart model={category} unit={unit} label={label} />}
        </figure>
    );
}

interface ChoiceProps {
    label: string;
    value: string;
    names: readonly string[];
    onChoose: (name: string) => void;
}

function Choice({ label, value, names, onChoose }: ChoiceProps) {
    const id = useId();
    return (
        <span class="sql-choice">
            <label for={id}>{label}</label>
            <select id={id} class="input" value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
                {[...new Set(names)].map((name) => (
                    <option key={name} value={name}>
                        {name === NONE ? 'nothing' : name}
                    </option>
                ))}
            </select>
        </span>
    );
}

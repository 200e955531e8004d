import { useState } from 'preact/hooks';
import { differences, type Difference, type Differences } from '../../../api';
import { useAsking } from '../../../ui/asking';
import { count } from '../../../ui/format';
import { Note, Problem } from '../../../ui/message';
import { Panel } from '../../../ui/panel';
import { Text } from '../../../ui/text';
import type { RequestsRoute } from '../../../route';
import { nameOf } from '../facets/fields';
import { held } from './against';
import { FEW, madeBy, telling } from './shares';
import { ValueDifference } from './value';
import './differences.css';

interface Props {
    route: RequestsRoute;
    onToggle: (condition: string) => void;
    onClose: () => void;
}

/** Every field in which some requests differ from the others, the most telling first. */
export default function DifferencesPanel({ route, onToggle, onClose }: Props) {
    const asked = held(route);
    const question = JSON.stringify([route.id, asked]);
    const { value, present, error, again } = useAsking(question, (signal) => differences(route.id, asked, signal));
    const made = value?.fields.filter(({ field }) => madeBy(asked.of, field)) ?? [];
    const shown = value?.fields.filter((each) => telling(each) && !made.includes(each)) ?? [];
    return (
        <Panel label="Differences" title={<h2>What is different about these?</h2>} onClose={onClose}>
            <div
                class={present ? 'panel-body' : 'panel-body differences-old'}
                tabIndex={0}
                role="region"
                aria-label="Fields, the most telling first">
                {error !== undefined && <Problem error={error} retry={again} />}
                {value !== undefined && <Sizes of={value} query={asked.of} within={asked.q} />}
                {value === undefined && error === undefined && (
                    <p class="differences-wait">Holding them against the others …</p>
                )}
                {value !== undefined &&
                    shown.map((field) => (
                        <FieldDifference
                            key={field.field}
                            field={field}
                            of={value}
                            query={route.q}
                            onToggle={onToggle}
                        />
                    ))}
                {value?.complete === true && shown.length === 0 && <Nothing of={value} />}
                {value !== undefined && (
                    <p class="differences-note quiet">
                        What goes together here need not be the cause: this counts how often each value comes, and
                        nothing more.
                        {made.length > 0 &&
                            ` Left out is what the selection is made by: ${made.map(({ field }) => nameOf(field)).join(', ')}.`}
                    </p>
                )}
            </div>
        </Panel>
    );
}

function Sizes({ of, query, within }: { of: Differences; query: string; within: string }) {
    const most = of.complete ? '' : '>';
    return (
        <div class="differences-sizes">
            <p>
                <i class="differences-selected" aria-hidden="true" />{' '}
                <strong>
                    {most}
                    {count(of.selected)}
                </strong>{' '}
                selected:{' '}
                <span class="mono">
                    <Text of={query} cut={300} />
                </span>
            </p>
            <p>
                <i class="differences-rest" aria-hidden="true" />{' '}
                <strong>
                    {most}
                    {count(of.rest)}
                </strong>{' '}
                others
                {within === '' ? (
                    ' of the session'
                ) : (
                    <>
                        {' of '}
                        <span class="mono">
                            <Text of={within} cut={300} />
                        </span>
                    </>
                )}
            </p>
            {!of.complete && (
                <p role="status" class="quiet">
                    {count(of.scanned)} of {count(of.total)} requests looked at, going on …
                </p>
            )}
        </div>
    );
}

function Nothing({ of }: { of: Differences }) {
    if (of.selected === 0) return <Note title="No request is selected">Nothing matches: take a condition away.</Note>;
    if (of.rest === 0)
        return (
            <Note title="There are no others">All requests are selected: there is nothing to hold them against.</Note>
        );
    return (
        <Note title="No field tells them apart">
            Each value comes about as often in the selection as among the others.
        </Note>
    );
}

interface FieldProps {
    field: Difference;
    of: Differences;
    query: string;
    onToggle: (condition: string) => void;
}

function FieldDifference({ field, of, query, onToggle }: FieldProps) {
    const [all, setAll] = useState(false);
    const shown = all ? field.values : field.values.slice(0, FEW);
    return (
        <section class="difference" aria-label={nameOf(field.field)}>
            <h3>
                <span class="ellipsis">
                    <Text of={nameOf(field.field)} cut={80} />
                </span>
                <Telling score={field.score} />
            </h3>
            <ul>
                {shown.map((value) => (
                    <ValueDifference key={value.value} {...{ value, of, query, onToggle }} />
                ))}
            </ul>
            {field.values.length > FEW && (
                <button type="button" class="link-button differences-more" onClick={() => setAll(!all)}>
                    {all ? 'Fewer' : `${field.values.length - FEW} more`}
                    <span class="unseen"> values of {nameOf(field.field)}</span>
                </button>
            )}
        </section>
    );
}

/** How much a field tells, in four steps. */
function Telling({ score }: { score: number }) {
    const steps = Math.max(1, Math.ceil(score * 4));
    return (
        <span class="telling" title={`Difference ${score.toFixed(2)} of 1`}>
            <span class="unseen">difference {score.toFixed(2)} of 1</span>
            {[1, 2, 3, 4].map((step) => (
                <i key={step} class={step <= steps ? 'on' : ''} aria-hidden="true" />
            ))}
        </span>
    );
}

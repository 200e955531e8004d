import { plain } from '../../../ui/escape';
import { Icon, IconButton } from '../../../ui/icon';
import { count } from '../../../ui/format';
import { standing } from '../../../ui/narrow';
import { Text } from '../../../ui/text';
import type { Counted } from './ask';
import { FEW } from './ask';
import { deeper, nameOf } from './fields';
import { closed } from './state';

export interface Acts {
    onToggle: (condition: string) => void;
    onExclude: (condition: string) => void;
    onDeeper: (field: string) => void;
    onRemove: (field: string) => void;
    onGroup: (field: string) => void;
}

interface FacetProps extends Acts {
    field: string;
    facet: Counted | undefined;
    query: string;
    /** Whether its numbers are of what is asked now. */
    present: boolean;
    expanded: boolean;
    onExpand: (field: string) => void;
    /** Added by name, or a deeper path: it can be taken away. */
    removable: boolean;
}

/** One field: its most frequent values with their counts, as switches of a condition. */
export function FacetBox(props: FacetProps) {
    const { field, facet, removable, onRemove, onGroup } = props;
    const folded = closed.value.includes(field);
    const name = nameOf(field);
    const fold = () => {
        closed.value = folded ? closed.value.filter((each) => each !== field) : [...closed.value, field];
    };
    return (
        <section class="facet" aria-label={name}>
            <header>
                <h3>
                    <button type="button" class="facet-head" aria-expanded={!folded} onClick={fold}>
                        <Icon name="chevron" />
                        <span class="ellipsis">{name}</span>
                    </button>
                </h3>
                {!folded && facet !== undefined && facet.distinct > 1 && (
                    <button
                        type="button"
                        class="link-button facet-group"
                        title={`Group the requests by ${name}`}
                        onClick={() => onGroup(field)}>
                        {count(facet.distinct)}
                        {facet.of.complete ? '' : '+'}
                        <span class="unseen"> values of {name}: group by it</span>
                    </button>
                )}
                {removable && <IconButton icon="close" label={`Take ${name} away`} onClick={() => onRemove(field)} />}
            </header>
            {!folded && <Values {...props} />}
        </section>
    );
}

function Values({ field, facet, query, present, expanded, onExpand, ...acts }: FacetProps) {
    if (facet === undefined) return <p class="facet-none">…</p>;
    const { values, missing, missingCondition, distinct, of } = facet;
    const below = deeper(field);
    const asked = values.filter(({ condition }) => standing(query, condition) === 'asked');
    if (values.length === 0 && missing === 0)
        return <p class="facet-none">{of.complete ? 'No request here has one.' : 'Searching …'}</p>;
    return (
        <>
            <ul class={present ? '' : 'facet-old'}>
                {values.map((each) => (
                    <Value key={each.value} {...each} field={field} query={query} of={of} {...acts} />
                ))}
                {missing > 0 && (
                    <Value
                        value={null}
                        count={missing}
                        condition={missingCondition}
                        {...{ field, query, of }}
                        {...acts}
                    />
                )}
            </ul>
            {(distinct > values.length || (expanded && values.length > FEW)) && (
                <button type="button" class="link-button facet-more" onClick={() => onExpand(field)}>
                    {expanded ? 'Fewer' : `${count(distinct - values.length)} more`}
                    <span class="unseen"> values of {nameOf(field)}</span>
                </button>
            )}
            {below !== undefined && asked.length > 0 && (
                <button type="button" class="link-button facet-more" onClick={() => acts.onDeeper(below)}>
                    One segment deeper
                </button>
            )}
        </>
    );
}

const NO_CONDITION = 'Masked or cut: what it was is not stored, so that no query can ask for it';

interface ValueProps extends Pick<Acts, 'onToggle' | 'onExclude'> {
    field: string;
    /** Null: those that have none. */
    value: string | null;
    count: number;
    condition: string;
    query: string;
    of: Counted['of'];
}

function Value({ field, value, count: n, condition, query, of, onToggle, onExclude }: ValueProps) {
    const state = standing(query, condition);
    const share = of.matched === 0 ? 0 : n / of.matched;
    const shown = `${of.complete ? '' : '>'}${count(n)}`;
    return (
        <li class={state === '' ? 'facet-value' : `facet-value ${state}`}>
            <button
                type="button"
                class="facet-toggle"
                data-facet={`${field} ${value ?? ''}`}
                tabIndex={-1}
                aria-pressed={state === 'asked'}
                title={
                    condition === '' ? NO_CONDITION : `${plain(condition)}${state === 'excluded' ? ', excluded' : ''}`
                }
                disabled={condition === ''}
                onClick={(click) => (click.altKey ? onExclude(condition) : onToggle(condition))}>
                <span class="facet-bar" style={{ width: `calc((100% - 28px) * ${Math.min(1, share).toFixed(4)})` }} />
                <span class="facet-name">
                    {state === 'asked' && <Icon name="check" />}
                    <Name field={field} value={value} />
                    {state === 'excluded' && <span class="unseen"> (excluded)</span>}
                </span>
                <span class="facet-count">{shown}</span>
            </button>
            {condition !== '' && (
                <button
                    type="button"
                    class="facet-not"
                    tabIndex={-1}
                    aria-pressed={state === 'excluded'}
                    title={state === 'excluded' ? 'Let it in again' : 'Exclude it (Alt-click, or −)'}
                    onClick={() => onExclude(condition)}>
                    <Icon name="minus" />
                    <span class="unseen">Exclude {plain(value ?? `no ${nameOf(field)}`)}</span>
                </button>
            )}
        </li>
    );
}

function Name({ field, value }: { field: string; value: string | null }) {
    if (value === null) return <em class="quiet">none</em>;
    if (value === '') return <em class="quiet">empty</em>;
    const kind = field === 'class' || field === 'status' ? /^[1-5]/.exec(value)?.[0] : undefined;
    if (kind !== undefined) return <span class={`status s${kind}`}>{value}</span>;
    return <Text of={value} cut={160} />;
}

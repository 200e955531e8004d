import type { Header } from '../../api';
import { copy } from '../../ui/copy';
import { bytes, plural } from '../../ui/format';
import { Icon } from '../../ui/icon';
import { Menu, type MenuItem } from '../../ui/menu';
import { Bytes } from '../../ui/text';
import { navigate } from '../../route';
import { columnOf, conditionOf, facetOf, fieldOf, listed, notThese, onlyThese, requestsAt, type Way } from './fields';
import type { PanelRoute } from './route';

/** Looks for the requests of which a condition holds too. */
export type Find = (condition: string) => void;

/** From this on a value's size is said beside it. */
const LARGE = 200;

interface LineProps {
    header: Header;
    way: Way;
    /** `2 of 3`, or "". */
    occurrence: string;
    route: PanelRoute;
    /** Whether Tab comes to it: of a list only to one. */
    reached: boolean;
}

/** One header: its value leads to the requests that share it, its menu to all that can be done with it. */
export function HeaderLine({ header, way, occurrence, route, reached }: LineProps) {
    const condition = conditionOf(way, header);
    const find = () => navigate(onlyThese(route, condition));
    const look = () => {
        // Marking a part of the value with the mouse is not a click on it.
        if (getSelection()?.isCollapsed !== false) find();
    };
    return (
        <div class="header-line">
            <dt class="mono">
                <Bytes of={header.name} hex={header.nameHex} />
                {occurrence !== '' && <span class="label">{occurrence}</span>}
            </dt>
            <dd class="mono">
                <span class="header-value" title="Find the requests that share it" onClick={look}>
                    <Bytes of={header.value} hex={header.valueHex} />
                </span>
                <Labels of={header} />
                <span class="header-actions">
                    <button
                        type="button"
                        class="icon-button"
                        tabIndex={-1}
                        aria-label={`Find requests with this ${header.name}`}
                        title={`Find requests with this ${header.name}`}
                        onClick={find}>
                        <Icon name="filter" />
                    </button>
                    <Menu
                        label={`What to do with ${header.name}`}
                        icon="more"
                        items={actions(header, way, route)}
                        tabIndex={reached ? 0 : -1}
                        foot={`${plural(header.valueLength, 'byte')} of value, field ${fieldOf(way, header)}`}
                    />
                </span>
            </dd>
        </div>
    );
}

function actions(header: Header, way: Way, route: PanelRoute): MenuItem[] {
    const condition = conditionOf(way, header);
    const list = requestsAt(route);
    const column = columnOf(way, header);
    const facet = facetOf(way, header);
    return [
        { name: 'Only these', keys: 'o', run: () => navigate(onlyThese(route, condition)) },
        { name: 'Not these', keys: 'n', run: () => navigate(notThese(route, condition)) },
        { name: 'Highlight these', keys: 'l', run: () => navigate({ ...list, highlight: condition }) },
        {
            name: list.columns.includes(column) ? 'Take its column away' : 'Add as column',
            keys: 'a',
            disabled: column === '' || !listed(column),
            run: () => navigate({ ...list, columns: toggled(list.columns, column) }),
        },
        {
            name: list.facets.includes(facet) ? 'Take its facet away' : 'Open as facet',
            keys: 'f',
            disabled: !listed(facet),
            run: () => navigate({ ...list, facets: toggled(list.facets, facet) }),
        },
        { name: 'Copy the value', keys: 'v', run: () => void copy(header.value, `the value of ${header.name}`) },
        {
            name: 'Copy name and value',
            keys: 'c',
            run: () => void copy(`${header.name}: ${header.value}`, header.name),
        },
        { name: 'Copy the condition', keys: 'q', run: () => void copy(condition, 'the condition') },
    ];
}

const toggled = (list: readonly string[], one: string): string[] =>
    list.includes(one) ? list.filter((each) => each !== one) : [...list, one];

/** What is not as it came, and how large it was then. */
export function Labels({ of }: { of: Header }) {
    const size = plural(of.valueLength, 'byte');
    return (
        <>
            {of.masked && (
                <span class="label" title="Taken out before it was stored">
                    masked, was {size}
                </span>
            )}
            {of.withheld && (
                <span class="label" title="Never left the kernel">
                    withheld, {size}
                </span>
            )}
            {of.truncated && !of.masked && (
                <span class="label" title="Longer than the session keeps">
                    cut, was {size}
                </span>
            )}
            {of.valueHex !== undefined && (
                <span class="label" title="Bytes that are no text are shown as what they are: \xff">
                    no UTF-8
                </span>
            )}
            {!of.masked && !of.withheld && !of.truncated && of.valueLength >= LARGE && (
                <span class="header-size quiet">{bytes(of.valueLength)}</span>
            )}
        </>
    );
}

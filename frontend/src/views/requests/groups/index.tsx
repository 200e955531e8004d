import { useState } from 'preact/hooks';
import { type Group, type GroupOrder, groups, type Groups as GroupsFound } from '../../../api';
import { useAsking } from '../../../ui/asking';
import { count, plural } from '../../../ui/format';
import { Note, Problem } from '../../../ui/message';
import { standing, toggled } from '../../../ui/narrow';
import { Table } from '../../../ui/table';
import { format, navigate, type RequestsRoute } from '../../../route';
import { nameOf } from '../facets/fields';
import { columnsOf } from './columns';

const FIRST = 100;
const MOST = 1000;
const LIVE_MILLIS = 5000;

interface GroupsProps {
    route: RequestsRoute;
    running: boolean;
    onOrder: (order: GroupOrder) => void;
}

/** The requests of a query by what they have in common, with their numbers; each group leads to its requests. */
export default function Groups({ route, running, onOrder }: GroupsProps) {
    const [limit, setLimit] = useState(FIRST);
    const [selected, setSelected] = useState(-1);
    const { id, q, from, to, group: by, sort: order } = route;
    const { value, present, error, again } = useAsking(
        JSON.stringify([id, q, from, to, by, order, limit]),
        (signal) => groups(id, { q, from, to, by, order, limit }, signal),
        running ? LIVE_MILLIS : 0,
    );
    const into = (group: Group): RequestsRoute => ({ ...route, group: '', q: narrowed(q, group), request: '' });
    const found = value?.by === by ? value.groups : [];
    const chosen = found[selected];
    return (
        <Table
            name="groups"
            label={`Requests by ${nameOf(by)}`}
            columns={columnsOf(by, { order, onOrder, href: (group) => format(into(group)) })}
            rows={found.length}
            open={value !== undefined && value.distinct > found.length}
            at={(index) => ({ row: found[index] })}
            keyOf={(_, index) => index}
            selected={Math.min(selected, found.length - 1)}
            onSelect={setSelected}
            onOpen={() => chosen !== undefined && chosen.condition !== '' && navigate(into(chosen))}
            busy={!present || value === undefined}>
            {error !== undefined && error.position === undefined && <Problem error={error} retry={again} />}
            {value === undefined && error === undefined && (
                <div class="grid-foot" role="status">
                    Grouping …
                </div>
            )}
            {value !== undefined && present && value.groups.length === 0 && value.complete && (
                <Note title="No request to group">Nothing matches: take a condition away.</Note>
            )}
            {found.length > 0 && value !== undefined && (
                <div class="grid-foot">
                    {foot(found.length, value.distinct, value.complete)}
                    {without(value)}
                    {value.distinct > found.length && limit < MOST && (
                        <>
                            {' '}
                            <button type="button" class="link-button" onClick={() => setLimit(MOST)}>
                                Show more
                            </button>
                        </>
                    )}
                </div>
            )}
        </Table>
    );
}

/** The query of a group's requests; asked for already, it stays as it is. */
const narrowed = (q: string, { condition }: Group): string =>
    condition === '' || standing(q, condition) === 'asked' ? q : toggled(q, condition);

/** Requests that are in no group, where that can be told: of a header, one request can be in several. */
function without({ by, groups: all, distinct, matched, complete }: GroupsFound): string {
    const left = matched - all.reduce((sum, { requests }) => sum + requests, 0);
    const known = complete && distinct === all.length && !/^(req|res|header)\./.test(by);
    return known && left > 0 ? `; ${plural(left, 'request')} without one` : '';
}

function foot(shown: number, distinct: number, complete: boolean): string {
    const all = `${complete ? '' : '>'}${plural(distinct, 'group')}`;
    return distinct > shown ? `The first ${count(shown)} of ${all}` : all;
}

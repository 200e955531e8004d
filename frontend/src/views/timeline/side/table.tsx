import { requests, type RequestRow } from '../../../api';
import { exact } from '../../../ui/axispaint';
import { count, duration, plural } from '../../../ui/format';
import { gapLabel } from '../../../ui/gaps';
import { Problem } from '../../../ui/message';
import { offsetOf } from '../../../ui/moment';
import { type Pages, usePages } from '../../../ui/pages';
import { withCondition } from '../../../ui/query';
import { Status } from '../../../ui/status';
import { Text } from '../../../ui/text';
import { lengthOf } from '../../../ui/timeaxis';
import type { Look } from '../look';
import { partsOf } from '../painttracks';
import { Grid } from './grid';
import type { View } from '../view';
import { RATE_COLUMNS, ratesOf } from './rates';
import { TcpTable } from './tcp';
import './side.css';

const PAGE = 200;
const keyOf = ({ conn, req }: RequestRow): string => `${conn}/${req}`;

/** What the diagram shows, as tables: the requests of the selected lane, or all, and how many there were when. */
export function Table({ look, view }: { look: Look; view: View }) {
    const tcp = view.life.tcp.steps.value;
    return (
        <div class="timeline-tables">
            <RequestTable look={look} />
            {tcp !== undefined && <TcpTable look={look} of={tcp} />}
            <RateTable look={look} />
        </div>
    );
}

/** As the URL says it: that has come to rest when one pans. */
function useRequests(look: Look): { pages: Pages<RequestRow>; lane: string } {
    const route = look.route.value;
    const lane = look.lanes.head(route.lane);
    const condition = lane === undefined || lane.condition === '' ? '' : lane.condition;
    const q = condition === '' ? route.q : withCondition(route.q, condition);
    const of = { q, from: route.from, to: route.to, order: 'oldest', limit: PAGE };
    const pages = usePages<RequestRow>(JSON.stringify([route.id, of]), (after, signal) =>
        requests(route.id, { ...of, after }, signal),
    );
    return { pages, lane: condition === '' ? '' : (lane?.label ?? '') };
}

function RequestTable({ look }: { look: Look }) {
    const { pages, lane } = useRequests(look);
    const { rows } = pages;
    const route = look.route.value;
    const length = lengthOf(look.timeline.shown.value);
    const at = rows.findIndex((row) => keyOf(row) === route.request);
    const choose = (i: number) => {
        const row = rows[Math.max(0, Math.min(rows.length - 1, i))];
        if (row !== undefined) look.go({ request: keyOf(row) }, route.request === '' ? 'push' : 'replace');
    };
    return (
        <Grid
            label="Requests in sight"
            title={`Requests in sight${lane === '' ? '' : ` of ${lane}`}, the oldest first`}
            name="timeline-requests"
            heads={['Began', 'Status', 'Request', 'Took']}
            rows={rows.length}
            selected={at}
            onStep={choose}
            onEnd={pages.more}
            foot={
                pages.error !== undefined ? (
                    <Problem error={pages.error} retry={pages.again} />
                ) : pages.phase !== 'idle' ? (
                    'Reading …'
                ) : (
                    `${plural(rows.length, 'request')}${pages.open ? ' so far' : ''}`
                )
            }
            row={(i) => {
                const row = rows[i];
                return row === undefined
                    ? []
                    : [
                          exact(offsetOf(look.origin, row.at), length),
                          <Status of={row.status} />,
                          <>
                              <Text of={row.method ?? 'method not seen'} /> <Text of={row.path ?? ''} cut={200} />
                              {gapLabel(row) !== '' && <span class="mark"> {gapLabel(row)}</span>}
                          </>,
                          row.durationNanos === null ? '' : duration(row.durationNanos),
                      ];
            }}
        />
    );
}

function RateTable({ look }: { look: Look }) {
    const { timeline } = look;
    const shown = timeline.shown.value;
    const rows = ratesOf(partsOf(shown, look.tracks.pieces.value, look.whole.value, timeline.extent.value));
    const cursor = timeline.cursor.value;
    const at = cursor === undefined ? -1 : rows.findLastIndex((row) => row.at <= cursor);
    return (
        <Grid
            label="Requests over time"
            title="Requests over time"
            name="timeline-rates"
            heads={['From', 'All', ...RATE_COLUMNS, 'Lost']}
            rows={rows.length}
            selected={at}
            onStep={(i) => {
                const row = rows[Math.max(0, Math.min(rows.length - 1, i))];
                if (row !== undefined) timeline.cursor.value = row.at;
            }}
            foot={plural(rows.length, 'stretch', 'stretches')}
            row={(i) => {
                const row = rows[i];
                if (row === undefined) return [];
                const of = RATE_COLUMNS.map((name) => (row.status[name] ? count(row.status[name]) : ''));
                return [
                    exact(row.at, lengthOf(shown)),
                    count(row.requests),
                    ...of,
                    row.lost === 0 ? '' : count(row.lost),
                ];
            }}
        />
    );
}

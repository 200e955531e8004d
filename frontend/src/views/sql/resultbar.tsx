import type { Session, SqlSchema } from '../../api';
import { copy } from '../../ui/copy';
import { clock, count, duration, plural } from '../../ui/format';
import { Icon } from '../../ui/icon';
import { Menu } from '../../ui/menu';
import type { SqlShow } from '../../route';
import { jsonRows, tsv } from './answer';
import { addressOf, type Answered, type Desk } from './desk';
import { saidSize } from './limits';
import { OpenSelection } from './openselection';

interface BarProps {
    desk: Desk;
    answered: Answered;
    order: readonly number[];
    limits: SqlSchema['limits'] | undefined;
    sessions: readonly Session[];
    show: SqlShow;
    sorted: boolean;
    onShow: (show: SqlShow) => void;
}

/** How much was answered, how fast, through when; and what can be done with all of it. */
export function ResultBar({ desk, answered, order, limits, sessions, show, sorted, onShow }: BarProps) {
    const { answer, question } = answered;
    const names = answer.columns.map(({ name }) => name);
    const inOrder = () => order.map((i) => answer.rows[i] ?? []);
    const said = plural(order.length, 'row');
    const download = (as: 'csv' | 'json') => {
        const link = document.createElement('a');
        link.href = addressOf({ ...question, ...(limits === undefined ? {} : { limit: limits.mostRows }) }, as);
        link.download = '';
        link.click();
    };
    const address = (as: 'csv' | 'json') =>
        void copy(new URL(addressOf(question, as), location.origin).href, `the address of this as ${as.toUpperCase()}`);
    return (
        <>
            <div class="sql-result-bar">
                <span class="sql-facts" role="status">
                    <strong>{plural(answer.rows.length, 'row')}</strong>
                    <span class="quiet">in {duration(answer.elapsedMillis * 1e6)}</span>
                    {answer.through !== undefined && (
                        <span class="quiet" title={answer.through}>
                            complete through {clock(answer.through)};{' '}
                            <button type="button" class="link-button" onClick={() => desk.start()}>
                                run again
                            </button>
                        </span>
                    )}
                    {sorted && <span class="quiet">these rows, sorted here</span>}
                    {desk.stale.value && <span class="sql-old">of the statement as it was run</span>}
                </span>
                <span class="sql-does">
                    <span class="sql-switch" role="group" aria-label="Shown as">
                        <button type="button" aria-pressed={show === 'table'} onClick={() => onShow('table')}>
                            <Icon name="table" /> Table
                        </button>
                        <button type="button" aria-pressed={show === 'chart'} onClick={() => onShow('chart')}>
                            <Icon name="chart" /> Chart
                        </button>
                    </span>
                    <OpenSelection answered={answered} order={order} sessions={sessions} />
                    <Menu
                        label="Copy or download the result"
                        icon="copy"
                        items={[
                            { name: 'Copy these rows as TSV', run: () => void copy(tsv(names, inOrder()), said) },
                            {
                                name: 'Copy these rows as JSON',
                                run: () => void copy(jsonRows(answer.columns, inOrder()), said),
                            },
                            { name: 'Download as CSV', run: () => download('csv') },
                            { name: 'Download as JSON', run: () => download('json') },
                            { name: 'Copy its address as CSV', run: () => address('csv') },
                            { name: 'Copy its address as JSON', run: () => address('json') },
                        ]}
                        foot={
                            limits === undefined
                                ? undefined
                                : `A download asks again, for ${count(limits.mostRows)} rows at most.`
                        }
                    />
                </span>
            </div>
            <Cut desk={desk} answered={answered} limits={limits} />
        </>
    );
}

/** That it is not all, and how there is more. */
function Cut({ desk, answered, limits }: Pick<BarProps, 'desk' | 'answered' | 'limits'>) {
    const { answer, question } = answered;
    if (answer.truncated === undefined) return null;
    const now = question.limit ?? limits?.rows ?? answer.rows.length;
    const most = limits?.mostRows ?? now;
    const next = Math.min(most, now * 10);
    return (
        <p class="sql-cut">
            <Icon name="alert" />
            {answer.truncated === 'rows' ? (
                <span>Cut at {plural(answer.rows.length, 'row')}: there are more.</span>
            ) : (
                <span>
                    Cut at {limits === undefined ? 'its size' : saidSize(limits.bytes)}, after{' '}
                    {plural(answer.rows.length, 'row')}: ask for fewer columns, or download it.
                </span>
            )}
            {answer.truncated === 'rows' && next > now && (
                <button type="button" class="link-button" onClick={() => desk.start(next)}>
                    Run for {count(next)} rows
                </button>
            )}
            {answer.truncated === 'rows' && next === now && (
                <span>No answer here has more; a GROUP BY says it shorter.</span>
            )}
        </p>
    );
}

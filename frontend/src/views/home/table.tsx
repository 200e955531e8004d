import { changeSession, clockAheadMillis, type Session, stopSession } from '../../api';
import type { Keeping } from '../../api/keeping';
import { between, bytes, count, lasted, moment } from '../../ui/format';
import { IconButton } from '../../ui/icon';
import { Rename } from '../../ui/rename';
import { Lost, State, targetName, ofOtherProgram } from '../../ui/session';
import { Text } from '../../ui/text';
import { format, probesOf, requestsOf } from '../../route';
import { leavingText } from './leaving';

const TIMELESS = 'Its source has no times: those of its requests are of the import.';

interface TableProps {
    sessions: Session[];
    act: (action: Promise<unknown>, done?: string) => Promise<void>;
    keeping: Keeping | undefined;
    onDelete: (session: Session) => void;
}

/** The sessions with what one does with them. */
export function SessionTable({ sessions, act, keeping, onDelete }: TableProps) {
    return (
        <table class="table">
            <thead>
                <tr>
                    <th scope="col" class="wide">
                        Name
                    </th>
                    <th scope="col">State</th>
                    <th scope="col" class="spare">
                        Target
                    </th>
                    <th scope="col">Started</th>
                    <th scope="col" class="number">
                        Duration
                    </th>
                    <th scope="col" class="number">
                        Requests
                    </th>
                    <th scope="col" class="number spare">
                        Events
                    </th>
                    <th scope="col" class="number">
                        Lost
                    </th>
                    <th scope="col" class="number">
                        Size
                    </th>
                    <th scope="col">
                        <span class="unseen">Actions</span>
                    </th>
                </tr>
            </thead>
            <tbody>
                {sessions.map((each) => (
                    <Row key={each.id} session={each} act={act} keeping={keeping} onDelete={onDelete} />
                ))}
            </tbody>
        </table>
    );
}

function Row({ session, act, keeping, onDelete }: { session: Session } & Omit<TableProps, 'sessions'>) {
    const running = session.state === 'running';
    const over = session.state === 'sealed' || session.state === 'failed';
    const leaving = keeping?.plan.find((each) => each.session === session.id);
    const until = session.endedAt ?? new Date(Date.now() + clockAheadMillis).toISOString();
    return (
        <tr>
            <td class="wide">
                <Rename
                    name={session.name}
                    href={format(ofOtherProgram(session) ? probesOf(session.id) : requestsOf(session.id))}
                    onRename={(name) => act(changeSession(session.id, { name }))}
                />
                {keeping !== undefined && leaving !== undefined && (
                    <div class="leaving">
                        {leavingText(leaving, keeping.settings, Date.now() + clockAheadMillis)}{' '}
                        <button
                            type="button"
                            class="link-button"
                            aria-label={`Pin ${session.name} to keep it`}
                            onClick={() => void act(changeSession(session.id, { pinned: true }))}>
                            Pin to keep
                        </button>
                    </div>
                )}
            </td>
            <td>
                <State of={session.state} />
            </td>
            <td class="spare">
                <Text of={targetName(session)} cut={40} />
            </td>
            <td title={session.clock === 'none' ? TIMELESS : undefined}>
                {session.clock === 'none' ? 'imported ' : ''}
                {moment(session.startedAt)}
            </td>
            <td class="number">{lasted(between(session.startedAt, until), running)}</td>
            <td class="number">{count(session.counts.requests)}</td>
            <td class="number spare">{count(session.counts.events)}</td>
            <td class="number">
                <Lost session={session} />
            </td>
            <td class="number">{bytes(session.bytes)}</td>
            <td class="actions">
                {running && (
                    <IconButton
                        icon="stop"
                        label={`Stop ${session.name}`}
                        onClick={() => void act(stopSession(session.id))}
                    />
                )}
                <IconButton
                    icon="pin"
                    pressed={session.pinned}
                    label={
                        session.pinned
                            ? `Unpin ${session.name}`
                            : `Pin ${session.name}: keep it from being cleared away`
                    }
                    onClick={() => void act(changeSession(session.id, { pinned: !session.pinned }))}
                />
                <IconButton
                    icon="trash"
                    label={over ? `Delete ${session.name}` : `Delete ${session.name}: stop it first`}
                    disabled={!over}
                    onClick={() => onDelete(session)}
                />
            </td>
        </tr>
    );
}

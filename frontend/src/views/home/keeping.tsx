import { changeSession, clockAheadMillis } from '../../api';
import { type ExemptSession, type Keeping, keeping as readKeeping, type LeavingSession } from '../../api/keeping';
import { Dialog } from '../../ui/dialog';
import { bytes, moment, sentence } from '../../ui/format';
import { useLoad } from '../../ui/load';
import { Banner, Note, Problem } from '../../ui/message';
import { Text } from '../../ui/text';
import { failed } from '../../ui/toast';
import { KeepingBar } from './keepingbar';
import { KeepingForm } from './keepingform';
import { dueIn, reasonText } from './leaving';
import './keeping.css';

const EVERY_MILLIS = 3000;

/** What is kept and for how long, what will go and why, what never does, and what went. */
export default function KeepingDialog({ onClose }: { onClose: () => void }) {
    const loaded = useLoad(readKeeping, [], EVERY_MILLIS);
    const now = loaded.value;
    const pin = (session: string) => void changeSession(session, { pinned: true }).then(() => loaded.again(), failed);
    return (
        <Dialog title="Keeping" wide onClose={onClose}>
            <div class="keeping">
                {loaded.error !== undefined && <Problem error={loaded.error} retry={loaded.again} />}
                {now === undefined ? (
                    <Note title={loaded.error ? 'Not known' : 'Adding it up …'} />
                ) : (
                    <>
                        <KeepingBar keeping={now} />
                        {now.problem !== '' && (
                            <Banner title="These limits cannot be kept to">
                                <p>{sentence(now.problem)}</p>
                            </Banner>
                        )}
                        <KeepingForm keeping={now} done={loaded.again} />
                        <Leaving keeping={now} pin={pin} />
                        <Exempt sessions={now.exempt} />
                        <Deleted keeping={now} />
                        <Strays files={now.strays} />
                    </>
                )}
            </div>
        </Dialog>
    );
}

function Leaving({ keeping: { plan, settings }, pin }: { keeping: Keeping; pin: (session: string) => void }) {
    const now = Date.now() + clockAheadMillis;
    return (
        <section aria-labelledby="keeping-plan">
            <h3 id="keeping-plan">Will be deleted</h3>
            {plan.length === 0 ? (
                <p class="quiet">
                    Nothing within a week. Sessions that are too old are told a week ahead, others ten minutes.
                </p>
            ) : (
                <Rows
                    sessions={plan}
                    why={(each) => reasonText(each.reason, settings)}
                    when={(each) => dueIn(Date.parse(each.at) - now)}
                    action={(each) => (
                        <button
                            type="button"
                            class="button small"
                            aria-label={`Pin ${each.name} to keep it`}
                            onClick={() => pin(each.session)}>
                            Pin to keep
                        </button>
                    )}
                />
            )}
        </section>
    );
}

const WHYS: Record<ExemptSession['why'], string> = {
    pinned: 'pinned',
    linked: 'a shared link shows it',
    running: 'it runs',
};

function Exempt({ sessions }: { sessions: ExemptSession[] }) {
    if (sessions.length === 0) return null;
    return (
        <section aria-labelledby="keeping-exempt">
            <h3 id="keeping-exempt">Kept whatever the limits</h3>
            <Rows
                sessions={sessions}
                why={(each) => WHYS[each.why]}
                when={(each) => (each.until === null ? '' : `until ${moment(each.until)}`)}
            />
        </section>
    );
}

function Deleted({ keeping: { deleted, settings } }: { keeping: Keeping }) {
    if (deleted.length === 0) return null;
    return (
        <section aria-labelledby="keeping-deleted">
            <h3 id="keeping-deleted">Was deleted for the limits</h3>
            <Rows
                sessions={deleted.slice(0, 50)}
                why={(each) => reasonText(each.reason, settings)}
                when={(each) => moment(each.at)}
            />
        </section>
    );
}

interface RowsProps<S> {
    sessions: readonly S[];
    why: (session: S) => string;
    when: (session: S) => string;
    action?: (session: S) => preact.JSX.Element;
}

function Rows<S extends LeavingSession | ExemptSession>({ sessions, why, when, action }: RowsProps<S>) {
    return (
        <div class="table-box">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col" class="wide">
                            Session
                        </th>
                        <th scope="col">Why</th>
                        <th scope="col">When</th>
                        <th scope="col" class="number">
                            Size
                        </th>
                        {action !== undefined && (
                            <th scope="col">
                                <span class="unseen">Action</span>
                            </th>
                        )}
                    </tr>
                </thead>
                <tbody>
                    {sessions.map((each) => (
                        <tr key={each.session}>
                            <td class="wide">
                                {each.name === '' ? (
                                    <span class="mono">{each.session}</span>
                                ) : (
                                    <Text of={each.name} cut={80} />
                                )}
                            </td>
                            <td>{why(each)}</td>
                            <td>{when(each)}</td>
                            <td class="number">{bytes(each.bytes)}</td>
                            {action !== undefined && <td class="actions">{action(each)}</td>}
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

function Strays({ files }: { files: Keeping['strays'] }) {
    if (files.length === 0) return null;
    const size = files.reduce((all, each) => all + each.bytes, 0);
    return (
        <section aria-labelledby="keeping-strays">
            <h3 id="keeping-strays">Files of no session</h3>
            <p class="quiet">
                {bytes(size)} in the folder of the sessions that the list of sessions does not know; they are left
                alone:{' '}
                {files.slice(0, 5).map(({ file }, place) => (
                    <>
                        {place > 0 && ', '}
                        <Text of={file} cut={60} />
                    </>
                ))}
                {files.length > 5 && ` and ${files.length - 5} more`}.
            </p>
        </section>
    );
}

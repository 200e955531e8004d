import { health, sessions, targets } from '../../api';
import { keeping as readKeeping } from '../../api/keeping';
import { sentence } from '../../ui/format';
import { Banner, Problem } from '../../ui/message';
import { useLoad } from '../../ui/load';
import { Import } from './import';
import { Sessions } from './sessions';
import { Soon } from './soon';
import { Targets } from './targets';
import './home.css';

const EVERY_MILLIS = 3000;

/** What can be traced here, and what has been. */
export function Home() {
    const capture = useLoad(health, []).value?.capture;
    const running = useLoad(targets, [], EVERY_MILLIS);
    const past = useLoad(sessions, [], EVERY_MILLIS);
    const keeping = useLoad(readKeeping, [], EVERY_MILLIS);
    return (
        <main class="page">
            <div class="column">
                <h1 class="unseen">Targets and sessions</h1>
                {capture?.available === false && (
                    <Banner title={sentence(`Nothing can be attached to on this machine: ${capture.reason}`)}>
                        <p>{sentence(capture.hint)} What was captured before can still be read.</p>
                    </Banner>
                )}
                {keeping.value !== undefined && <Soon keeping={keeping.value} />}
                {past.value === undefined && past.error?.message === running.error?.message && past.error ? (
                    <Problem error={past.error} retry={past.again} />
                ) : (
                    <>
                        <Targets loaded={running} capture={capture?.available !== false} />
                        <Import done={past.again} />
                        <Sessions loaded={past} keeping={keeping} />
                    </>
                )}
            </div>
        </main>
    );
}

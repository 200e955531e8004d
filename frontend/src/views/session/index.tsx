import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { changeSession, guest, type SessionWatch, stopSession } from '../../api';
import { Download } from '../../ui/download';
import { plain } from '../../ui/escape';
import { Icon, IconButton } from '../../ui/icon';
import { useCommands } from '../../ui/keys';
import { Banner, Note, Problem } from '../../ui/message';
import { Rename } from '../../ui/rename';
import { ShareButton } from '../../ui/share/button';
import { State, targetName } from '../../ui/session';
import { Text } from '../../ui/text';
import { failed } from '../../ui/toast';
import { format, probesOf, requestsOf, route, sqlOf, statisticsOf, timelineOf } from '../../route';
import { About } from './about';
import { Account } from './account';
import { SessionNotes } from './notes';
import { Stats } from './stats';
import './session.css';

interface SessionProps {
    watch: SessionWatch;
    tab: 'requests' | 'timeline' | 'connections' | 'quic' | 'statistics' | 'probes';
    children: ComponentChildren;
}

/** One session: what it is, how it goes and what it lost, always in sight above the tab that is open. */
export function SessionFrame({ watch, tab, children }: SessionProps) {
    const session = watch.session.value;
    const error = watch.error.value;
    const [open, setOpen] = useState<'' | 'about' | 'account' | 'notes'>('');
    useCommands('Session', [
        { name: 'Notes of this session', keys: ['M'], run: () => setOpen('notes') },
        { name: 'What this session captures and hides', run: () => setOpen('about') },
        { name: 'What was lost', run: () => setOpen('account') },
    ]);
    const name = session?.name;
    useEffect(() => {
        if (name !== undefined) document.title = `${plain(name)} – Hydroscope`;
        return () => {
            document.title = 'Hydroscope';
        };
    }, [name]);
    if (session === undefined) {
        return (
            <main class="page">
                <div class="column">
                    <h1 class="unseen">Session</h1>
                    {error?.status === 404 ? (
                        <Note title="There is no such session">
                            It was deleted, or belongs to another Hydroscope. <a href="/">See those that are here.</a>
                        </Note>
                    ) : error ? (
                        <>
                            <Problem error={error} retry={() => void watch.refresh()} />
                            <a href="/">Targets and sessions</a>
                        </>
                    ) : (
                        <Note title="Opening the session …" />
                    )}
                </div>
            </main>
        );
    }
    const act = async (action: Promise<unknown>) => {
        try {
            await action;
        } catch (reason) {
            failed(reason);
        }
        await watch.refresh();
    };
    return (
        <main class="session">
            <header class="session-bar">
                <h1 class="session-name">
                    {guest.value ? (
                        <span class="ellipsis">
                            <Text of={session.name} />
                        </span>
                    ) : (
                        <Rename name={session.name} onRename={(name) => act(changeSession(session.id, { name }))} />
                    )}
                </h1>
                <span class="session-facts">
                    <State of={session.state} />
                    <span class="quiet ellipsis session-target">
                        <Text of={targetName(session)} />
                    </span>
                    <IconButton
                        icon="info"
                        label="What this session captures and hides"
                        onClick={() => setOpen('about')}
                    />
                    <IconButton icon="note" label="Notes of this session" onClick={() => setOpen('notes')} />
                </span>
                <nav class="session-tabs" aria-label="Views of the session">
                    <a href={format(requestsOf(session.id))} aria-current={tab === 'requests' ? 'page' : undefined}>
                        Requests
                    </a>
                    <a href={format(timelineOf(session.id))} aria-current={tab === 'timeline' ? 'page' : undefined}>
                        Timeline
                    </a>
                    <a
                        href={format({ view: 'connections', id: session.id, conn: '' })}
                        aria-current={tab === 'connections' ? 'page' : undefined}>
                        Connections
                    </a>
                    <a
                        href={format(statisticsOf(session.id))}
                        aria-current={tab === 'quic' || tab === 'statistics' ? 'page' : undefined}>
                        QUIC
                    </a>
                    <a href={format(probesOf(session.id))} aria-current={tab === 'probes' ? 'page' : undefined}>
                        Probes
                    </a>
                    {!guest.value && <a href={format(sqlOf([session.id]))}>SQL</a>}
                </nav>
                <Stats session={session} rates={watch.rates.value} onLosses={() => setOpen('account')} />
                <span class="session-actions">
                    <Download
                        session={session.id}
                        requests={session.counts.requests}
                        selection={route.value.view === 'requests' ? route.value : undefined}
                    />
                    <ShareButton session={session.id} />
                    {session.state === 'running' && !guest.value && (
                        <button type="button" class="button small" onClick={() => void act(stopSession(session.id))}>
                            <Icon name="stop" />
                            Stop
                        </button>
                    )}
                </span>
            </header>
            {session.state === 'failed' && (
                <Banner title="This session ended by a fault">
                    <p>{session.note ?? ''} What was stored until then is below.</p>
                </Banner>
            )}
            {watch.link.value === 'lost' && (
                <Banner title="The connection to Hydroscope broke">
                    <p>
                        It is tried again by itself. If its server has ended, start it again: what was stored until then
                        is kept.
                    </p>
                </Banner>
            )}
            {children}
            {open === 'account' && (
                <Account session={session} losses={watch.losses.value} onClose={() => setOpen('')} />
            )}
            {open === 'notes' && <SessionNotes session={session} onClose={() => setOpen('')} />}
            {open === 'about' && <About session={session} onClose={() => setOpen('')} />}
        </main>
    );
}

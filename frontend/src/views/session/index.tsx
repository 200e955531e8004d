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
import { route } from '../../route';
import { About } from './about';
import { Account } from './account';
import { SessionNotes } from './notes';
import { Stats } from './stats';
import { SessionTabs, type SessionTab } from './tabs';
import './session.css';

interface SessionProps {
    watch: SessionWatch;
    tab: SessionTab;
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
                <SessionTabs session={session} tab={tab} />
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

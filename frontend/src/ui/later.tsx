import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Note } from './message';

interface LaterProps<P> {
    load: () => Promise<{ default: ComponentType<P> }>;
    props: P;
}

/** A part of the page that comes when it is first needed: the first page is not to wait for it. */
export function Later<P extends object>({ load, props }: LaterProps<P>) {
    const [Loaded, setLoaded] = useState<ComponentType<P>>();
    const [failed, setFailed] = useState(false);
    useEffect(() => {
        load().then(
            (module) => setLoaded(() => module.default),
            () => setFailed(true),
        );
    }, []);
    if (Loaded !== undefined) return <Loaded {...props} />;
    if (!failed) return null;
    return (
        <Note title="This part of the page could not be loaded">See whether Hydroscope still runs, then reload.</Note>
    );
}

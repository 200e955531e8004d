import type { ConnectionRow } from '../../api';
import { sentence } from '../format';
import { Note } from '../message';
import { Joined, TcpFacts } from './facts';
import Graphs from './graphs';

export interface LifeProps {
    session: string;
    of: ConnectionRow;
    running: boolean;
    /** Where another connection is. */
    href: (conn: number) => string;
    /** A request was pointed at, `CONN/REQ`. */
    onPick: (key: string) => void;
}

/** The TCP life of an HTTP/1 or HTTP/2 connection, or of one that never became HTTP: facts, graphs, its requests beneath. */
export default function TcpLife({ session, of, running, href, onPick }: LifeProps) {
    const { tcp } = of;
    return (
        <section class="tcp-life" aria-label="TCP">
            <header>
                <h2 class="small-heading">TCP</h2>
                {tcp != null && <Joined of={tcp} />}
            </header>
            {tcp == null ? (
                <Note title="Its TCP connection is not known">{sentence(of.tcpUnknown ?? '')}</Note>
            ) : (
                <>
                    <TcpFacts of={tcp} row={of} href={href} />
                    <Graphs session={session} of={of} running={running && tcp.state === 'open'} onPick={onPick} />
                </>
            )}
        </section>
    );
}

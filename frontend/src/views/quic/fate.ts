import type { Packet, QuicSummary } from '../../api';

type Fated = Pick<Packet, 'fate' | 'space' | 'trigger' | 'triggerInferred'>;
type Life = Pick<QuicSummary, 'endedAt' | 'handshakeNanos'> | undefined;

/** A packet's end: as it is stored, and of one without an end why there is none, where its connection tells. */
type End = NonNullable<Packet['fate']> | 'untold' | 'unacked';

const ENDS: Record<End, { word: string; text: string }> = {
    acked: { word: 'acked', text: 'acknowledged' },
    'late-acked': { word: 'acked late', text: 'declared lost, then acknowledged after all' },
    lost: { word: 'lost', text: 'declared lost' },
    'in-flight': { word: 'in flight', text: 'neither acknowledged nor lost as far as was seen' },
    untold: { word: 'not told', text: 'not told: the keys of its space were dropped after the handshake' },
    unacked: { word: 'unacked', text: 'in flight at the end: neither acknowledged nor lost when the connection ended' },
};

function endOf({ fate, space }: Fated, life: Life): End | undefined {
    if (fate !== 'in-flight') return fate ?? undefined;
    // Without the keys of a space no ACK of it can be read, and its packets count for nothing any more.
    if ((space === 'initial' || space === 'handshake') && life != null && life.handshakeNanos !== null) return 'untold';
    return life != null && life.endedAt !== null ? 'unacked' : 'in-flight';
}

/** What became of a packet, in words: "" of a received one, whose sender knows. */
export function fateText(packet: Fated, life: Life): string {
    const end = endOf(packet, life);
    if (end === undefined) return '';
    const { trigger, triggerInferred } = packet;
    if (trigger === null || (end !== 'lost' && end !== 'late-acked')) return ENDS[end].text;
    return `${ENDS[end].text} (${trigger.replaceAll('_', ' ')}${triggerInferred === true ? ', inferred' : ''})`;
}

/** The same in a word or two, for where there is little room. */
export function fateWord(packet: Fated, life: Life): string {
    const end = endOf(packet, life);
    return end === undefined ? '' : ENDS[end].word;
}

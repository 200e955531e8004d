import type { Direction, Fate, Space } from '../../../api';
import type { PacketsOf } from '../../../api/quic';

/** What the packets are narrowed to; "" where by nothing. */
export interface Only {
    space: Space | '';
    direction: Direction | '';
    fate: Fate | '';
    frame: string;
    stream: string;
    text: string;
}

const VALUES = {
    space: ['initial', '0rtt', 'handshake', 'application'],
    direction: ['sent', 'received'],
    fate: ['acked', 'late-acked', 'lost', 'in-flight'],
} as const;

export const NOTHING: Only = { space: '', direction: '', fate: '', frame: '', stream: '', text: '' };

/** Reads `space=handshake frame=ack words`; what is no condition is looked for as text. */
export function parseOnly(only: string): Only {
    const found: Only = { ...NOTHING };
    const words: string[] = [];
    for (const word of only.split(' ')) {
        const [, key = '', value = ''] = /^(space|direction|fate|frame|stream)=(\S+)$/.exec(word) ?? [];
        if (key === 'frame') found.frame = value;
        else if (key === 'stream') found.stream = /^-?\d+$/.test(value) ? value : found.stream;
        else if (key === 'space') found.space = VALUES.space.find((each) => each === value) ?? found.space;
        else if (key === 'direction')
            found.direction = VALUES.direction.find((each) => each === value) ?? found.direction;
        else if (key === 'fate') found.fate = VALUES.fate.find((each) => each === value) ?? found.fate;
        else words.push(word);
    }
    return { ...found, text: words.join(' ') };
}

export function formatOnly(only: Only): string {
    const conditions = (['space', 'direction', 'fate', 'frame', 'stream'] as const)
        .filter((key) => only[key] !== '')
        .map((key) => `${key}=${only[key]}`);
    return [...conditions, only.text].filter((word) => word !== '').join(' ');
}

/** Neighbours of a match that are kept on either side, so that one sees what led to it. */
const NEIGHBOURS = 3;

/** As the server is asked. */
export function asked(only: Only): PacketsOf {
    const conditions = Object.entries({ ...only, text: only.text.trim() }).filter(([, value]) => value !== '');
    return conditions.length === 0 ? {} : { ...Object.fromEntries(conditions), context: NEIGHBOURS };
}

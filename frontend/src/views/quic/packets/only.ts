import type { PacketsOf } from '../../../api/quic';
import { FAMILIES, type Family } from '../frames';

/** What the table of packets is narrowed to; as text it stands in the URL. */
export interface Only {
    direction: string;
    space: string;
    fate: string;
    /** A family of frames, or a type of frame. */
    frame: string;
    stream: string;
    number: string;
    text: string;
}

const NAMES = ['direction', 'space', 'fate', 'frame', 'stream', 'number', 'text'] as const;

export function parseOnly(text: string): Only {
    const query = new URLSearchParams(text);
    const only: Only = { direction: '', space: '', fate: '', frame: '', stream: '', number: '', text: '' };
    for (const name of NAMES) only[name] = query.get(name) ?? '';
    return only;
}

export function formatOnly(only: Only): string {
    return new URLSearchParams(NAMES.filter((name) => only[name] !== '').map((name) => [name, only[name]])).toString();
}

const TYPES: Record<Family, string> = {
    ack: 'ack',
    stream: 'stream,datagram',
    crypto: 'crypto,handshake_done',
    flow: 'max_data,max_stream_data,max_streams,data_blocked,stream_data_blocked,streams_blocked',
    close: 'reset_stream,stop_sending,transport_close,application_close',
    path: 'new_connection_id,retire_connection_id,path_challenge,path_response,new_token',
    other: 'ping,immediate_ack,ack_frequency',
};

/** As the server wants it: what someone still writes that is no number yet narrows nothing. */
export function asked(only: Only): PacketsOf {
    const family = Object.keys(FAMILIES).find((name): name is Family => name === only.frame);
    return {
        direction: only.direction,
        space: only.space,
        fate: only.fate,
        frame: family === undefined ? only.frame : TYPES[family],
        stream: /^-?\d{1,18}$/.test(only.stream) ? only.stream : '',
        number: /^\d{1,18}(-\d{1,18})?$/.test(only.number) ? only.number : '',
        text: only.text,
    };
}

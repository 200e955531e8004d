import type { ApiError, SessionRequest } from '../../api';

/** The form as it is written; every field text until it is sent. */
export interface Draft {
    /** Of the binary's processes, also later ones. */
    every: boolean;
    preset: NonNullable<SessionRequest['preset']>;
    name: string;
    sample: string;
    addresses: string[];
    sni: string[];
    requestHeaders: string[];
    responseHeaders: string[];
    valueLimit: string;
    maxDuration: string;
    maxEvents: string;
    maxBytes: string;
    redact: string[];
    /** A name that stands in `redact` too is withheld. */
    withhold: string[];
    appData: boolean;
    /** Whether the TCP connections beneath are followed, as every preset does. */
    tcp: boolean;
}

export type Errors = Partial<Record<keyof Draft | 'form', { message: string; hint: string }>>;

export const MASKED: readonly string[] = ['authorization', 'cookie', 'proxy-authorization', 'set-cookie'];

export const FRESH: Draft = {
    every: false,
    preset: 'http',
    name: '',
    sample: '100',
    addresses: [],
    sni: [],
    requestHeaders: [],
    responseHeaders: [],
    valueLimit: '1024',
    maxDuration: '10m',
    maxEvents: '',
    maxBytes: '',
    redact: [...MASKED],
    withhold: [],
    appData: false,
    tcp: true,
};

const FIELDS = Object.keys(FRESH) as (keyof Draft)[];
const HEADER = /^:?[!#$%&'*+.^_`|~0-9a-z-]+$/;
const ADDRESS = /^([0-9]{1,3}(\.[0-9]{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]*)(\/[0-9]{1,3})?$/;
/** The kernel compares no more of a name. */
const NAME_CHARACTERS = 64;

/** What of the draft cannot be sent, each with what would be right. */
export function check(draft: Draft): Errors {
    const errors: Errors = {};
    const wrong = (field: keyof Draft, message: string, hint: string) => {
        errors[field] = { message, hint };
    };
    const sample = number(draft.sample);
    if (!(sample > 0 && sample <= 100))
        wrong('sample', 'This is no share of the connections.', 'Write a number above 0, up to 100.');
    const limit = number(draft.valueLimit);
    if (!Number.isInteger(limit) || limit < 16 || limit > 8192) {
        wrong('valueLimit', 'This length cannot be kept.', 'Write a whole number of bytes from 16 to 8192.');
    }
    if (!/^\d+\s*(ms|s|m|h|d)?$/i.test(draft.maxDuration.trim())) {
        wrong('maxDuration', 'This is no duration.', 'Write it as 30s, 10m or 2h.');
    }
    const events = draft.maxEvents.trim() === '' ? 1 : number(draft.maxEvents);
    if (!Number.isInteger(events) || events < 1) {
        wrong('maxEvents', 'This is no number of events.', 'Write a whole number, or leave it empty for no bound.');
    }
    if (draft.maxBytes.trim() !== '' && !/^\d+\s*[kmgt]?(i?b)?$/i.test(draft.maxBytes.trim())) {
        wrong('maxBytes', 'This is no size.', 'Write it as 500m or 10g, or leave it empty for no bound.');
    }
    return errors;
}

/** Grouping commas are fine; an empty field is not a number. */
function number(text: string): number {
    const bare = text.trim().replaceAll(',', '').replace(/%$/, '');
    return bare === '' ? Number.NaN : Number(bare);
}

/** Why a header name cannot be added, or "". */
export function checkHeader(name: string, others: readonly string[]): string {
    if (!HEADER.test(name)) return 'A header’s name holds letters, digits and - only.';
    if (name.length > NAME_CHARACTERS) return `A header’s name has at most ${NAME_CHARACTERS} characters here.`;
    return others.includes(name) ? `${name} is in the list already.` : '';
}

/** Why an address or a network cannot be added, or ""; the server looks closer. */
export function checkAddress(address: string, others: readonly string[]): string {
    if (!ADDRESS.test(address)) return 'Write an address or a network, as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32.';
    return others.includes(address) ? `${address} is in the list already.` : '';
}

/** Why a server name or a pattern of such cannot be added, or "". */
export function checkServerName(name: string, others: readonly string[]): string {
    if (/\s/.test(name) || name.length > 253) return 'Write a server name, or a pattern of such as *.example.com.';
    return others.includes(name) ? `${name} is in the list already.` : '';
}

export function body(pid: number, draft: Draft): SessionRequest {
    return {
        // The very file that it runs, whatever has its path by now or in another container.
        ...(draft.every ? { binary: `/proc/${pid}/exe` } : { pid }),
        preset: draft.preset,
        redact: draft.redact,
        appData: draft.appData,
        sample: number(draft.sample) / 100,
        valueLimit: number(draft.valueLimit),
        maxDuration: draft.maxDuration.trim(),
        ...(draft.tcp ? {} : { probes: ['!tcp:*'] }),
        ...(draft.name.trim() === '' ? {} : { name: draft.name.trim() }),
        ...(draft.addresses.length === 0 ? {} : { addresses: draft.addresses }),
        ...(draft.sni.length === 0 ? {} : { sni: draft.sni }),
        ...(draft.withhold.length === 0 ? {} : { withhold: draft.withhold }),
        ...(draft.requestHeaders.length === 0 ? {} : { requestHeaders: draft.requestHeaders }),
        ...(draft.responseHeaders.length === 0 ? {} : { responseHeaders: draft.responseHeaders }),
        ...(draft.maxEvents.trim() === '' ? {} : { maxEvents: number(draft.maxEvents) }),
        ...(draft.maxBytes.trim() === '' ? {} : { maxBytes: draft.maxBytes.trim() }),
    };
}

/** The server names the field first, as in `sample is 2, not a share of connections`. */
export function placed(error: ApiError): Errors {
    const word = error.field ?? error.message.split(' ')[0];
    const field = FIELDS.find((each) => each === word) ?? 'form';
    return { [field]: { message: error.message, hint: error.hint } };
}

import type { Header, RequestDetail } from '../../../api';
import { plain } from '../../../ui/escape';
import { count } from '../../../ui/format';
import { bytesOf, quoted } from './quote';

export const PLACEHOLDER = 'MASKED';

/** What curl makes by itself, or what belongs to one connection and not to the request. */
const OWN = new Set([
    'host',
    'content-length',
    'transfer-encoding',
    'connection',
    'keep-alive',
    'proxy-connection',
    'upgrade',
    'http2-settings',
]);
/** Sent by curl where nobody says otherwise. */
const USUAL = ['accept', 'user-agent'];
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const AUTHORITY = /^(\[[0-9A-Fa-f:.]+\]|[0-9A-Za-z._-]+)(:\d{1,5})?$/;

/** The request as a command for bash or zsh; what is not known of it, or was masked, is said in comments above. */
export function curl(detail: RequestDetail): string {
    const said: string[] = [];
    const words = [
        'curl',
        ...version(detail),
        ...method(detail, said),
        ...target(detail, said),
        ...headers(detail, said),
    ];
    return [...said.map((what) => `# ${plain(what)}`), lines(words)].join('\n');
}

/** One option a line: those that begin with a dash begin a line. */
function lines(words: string[]): string {
    return words.map((word, i) => (i === 0 ? word : word.startsWith('-') ? ` \\\n  ${word}` : ` ${word}`)).join('');
}

function version({ protocol, scheme }: RequestDetail): string[] {
    switch (protocol) {
        case 'HTTP/1.0':
            return ['--http1.0'];
        case 'HTTP/1.1':
            return ['--http1.1'];
        case 'HTTP/2':
            return [scheme === 'http' ? '--http2-prior-knowledge' : '--http2'];
        case 'HTTP/3':
            return ['--http3'];
        default:
            return [];
    }
}

function method({ method: of, requestHeaders }: RequestDetail, said: string[]): string[] {
    const length = requestHeaders.find(({ name }) => name.toLowerCase() === 'content-length')?.value;
    const bodied = length !== undefined ? length !== '0' : ['POST', 'PUT', 'PATCH'].includes(of ?? '');
    if (bodied)
        said.push(
            `Its body${length === undefined ? '' : ` of ${length} bytes`} is not captured: give yours with --data-binary.`,
        );
    if (of === null) said.push('Its method was not seen.');
    if (of === 'HEAD') return ['--head'];
    if (of === null || of === 'GET') return [];
    if (TOKEN.test(of)) return ['--request', quoted(of)];
    said.push(`Its method cannot be given to curl: ${of}`);
    return [];
}

function target({ scheme, authority, path }: RequestDetail, said: string[]): string[] {
    const known = authority !== null && AUTHORITY.test(authority);
    if (!known)
        said.push(
            authority === null
                ? 'Its authority was not seen: put it for HOST.'
                : `Its authority is no host: ${authority}`,
        );
    const origin = `${scheme === 'http' ? 'http' : 'https'}://${known ? authority : 'HOST'}`;
    if (path === null) said.push('Its path was not seen.');
    const whole = path ?? '/';
    // As it is, not as curl would make it: it cuts at a #, and refuses a blank.
    const odd = !whole.startsWith('/') || /[#\s\p{Cc}]/u.test(whole);
    if (odd) return ['--request-target', quoted(whole), '--url', quoted(`${origin}/`)];
    const url = `${origin}${whole}`;
    return [
        ...(/[[\]{}]/.test(url) ? ['--globoff'] : []),
        ...(/\/\.\.?(\/|\?|$)/.test(whole) ? ['--path-as-is'] : []),
        '--url',
        quoted(url),
    ];
}

function headers({ requestHeaders }: RequestDetail, said: string[]): string[] {
    const given = requestHeaders.filter(({ name }) => !name.startsWith(':') && !OWN.has(name.toLowerCase()));
    const names = new Set(given.map(({ name }) => name.toLowerCase()));
    const encoded = given.some(({ name, value }) => name.toLowerCase() === 'accept-encoding' && value !== 'identity');
    return [
        ...given.flatMap((header) => one(header, said)),
        ...USUAL.filter((name) => !names.has(name)).flatMap((name) => ['--header', `${name}:`]),
        ...(encoded ? ['--compressed'] : []),
    ];
}

function one(header: Header, said: string[]): string[] {
    const { name, value, valueHex, valueLength } = header;
    // Behind an @ curl would read a file.
    if (!TOKEN.test(name) || header.nameHex !== undefined) {
        said.push(`Left out, it is no name of a header: ${name}`);
        return [];
    }
    if (header.masked || header.withheld) {
        const how = header.masked ? 'masked before it was stored' : 'withheld';
        said.push(`${name} was ${how} (${count(valueLength)} bytes): put it for ${PLACEHOLDER}.`);
        return ['--header', quoted(`${name}: ${placeholder(header)}`)];
    }
    const bytes = valueHex === undefined ? new TextEncoder().encode(value) : bytesOf(valueHex);
    if (bytes.some((byte) => byte === 0 || byte === 10 || byte === 13)) {
        said.push(`Left out, no header can hold such a value: ${name}: ${value}`);
        return [];
    }
    if (header.truncated) said.push(`${name} is cut: ${count(bytes.length)} of ${count(valueLength)} bytes are known.`);
    if (bytes.length === 0) return ['--header', quoted(`${name};`)];
    return ['--header', quoted(`${name}: ${value}`, joined(new TextEncoder().encode(`${name}: `), bytes))];
}

/** What was left of a masked value tells where the secret stood: a scheme, or the names of cookies. */
function placeholder({ name, value, masked }: Header): string {
    if (!masked || value === '') return PLACEHOLDER;
    if (name.toLowerCase() !== 'cookie') return `${value} ${PLACEHOLDER}`;
    return value
        .split('; ')
        .map((cookie) => `${cookie}=${PLACEHOLDER}`)
        .join('; ');
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
    const both = new Uint8Array(one.length + other.length);
    both.set(one);
    both.set(other, one.length);
    return both;
}

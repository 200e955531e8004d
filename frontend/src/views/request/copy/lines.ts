import type { Header, RequestDetail } from '../../../api';

const GENERATION = 2 ** 44;
const VERSIONS: Record<string, string> = { 'HTTP/2': 'HTTP/2.0', 'HTTP/3': 'HTTP/3.0' };

/** The request as `h2olog -H` prints it: its connection's number is H2O's own, its headers in the order they came. */
export function h2ologLines(detail: RequestDetail): string {
    const { protocol, status, gaps, requestHeaders, responseHeaders } = detail;
    const head = `${detail.conn % GENERATION} ${detail.req} `;
    const header = (what: string) => (of: Header) => `${what} ${shown(of.name)} ${shown(of.value)}`;
    return [
        ...(protocol === null || gaps.includes('no_receive') ? [] : [`RxProtocol ${VERSIONS[protocol] ?? protocol}`]),
        ...requestHeaders.map(header('RxHeader  ')),
        ...(status === null ? [] : [`TxStatus   ${status}`]),
        ...responseHeaders.map(header('TxHeader  ')),
    ]
        .map((line) => `${head}${line}\n`)
        .join('');
}

/** For a terminal, which obeys control characters. */
function shown(text: string): string {
    return text.replace(/[\x00-\x1f\x7f]/g, (control) => `\\u00${control.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

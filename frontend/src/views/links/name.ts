/** A view in a few words: `requests, status >= 500` */
export function viewName(view: string): string {
    const [path = '', search = ''] = view.split('?');
    const words = new URLSearchParams(search);
    const kind = path.split('/')[3] ?? 'requests';
    const conn = words.get('conn');
    const parts = [
        kind === 'quic' ? 'QUIC' : kind,
        conn === null ? '' : `connection ${conn}`,
        words.get('q') ?? '',
        words.has('from') || words.has('to') ? 'a stretch of time' : '',
    ];
    return parts.filter((part) => part !== '').join(', ');
}

import { address, ApiError, failure } from './http';
import type { Session } from './types';

/**
 * Sends a file and tells how much of it has gone, from 0 to 1; fetch cannot tell that. Stopped on its way it leaves
 * nothing behind: the server keeps no part of a file that did not arrive whole.
 */
export function importFile(file: File, progress: (share: number) => void, stop?: AbortSignal): Promise<Session> {
    return new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open('POST', address('/api/import', { name: file.name }));
        request.setRequestHeader('X-Hydroscope', '1');
        request.setRequestHeader('Content-Type', 'application/octet-stream');
        request.upload.onprogress = (event) => {
            if (event.lengthComputable && event.total > 0) progress(event.loaded / event.total);
        };
        request.onload = () => {
            if (request.status === 201) resolve(JSON.parse(request.responseText) as Session);
            else reject(failure(request.status, request.responseText));
        };
        request.onerror = () =>
            reject(
                new ApiError(
                    0,
                    'The file did not get there.',
                    'See whether the server still runs, and whether the file is below 4 GiB.',
                ),
            );
        request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
        stop?.addEventListener('abort', () => request.abort());
        request.send(file);
    });
}

import { signal } from '@preact/signals';
import {
    ApiError,
    asApiError,
    cancelExport,
    exportKey,
    exportPath,
    type ExportOf,
    exportState,
    type ExportState,
} from '../api';

const ASK_EVERY_MILLIS = 300;
/** Asked so often without an answer, the download has not begun. */
const MOST_UNKNOWN = 40;

/** A download under way: the browser receives it, the server is asked how far it is. */
export class ExportRun {
    readonly state = signal<ExportState>({
        state: 'running',
        requests: 0,
        total: null,
        share: 0,
        bytes: 0,
        problem: null,
    });
    readonly error = signal<ApiError>();
    private readonly key = exportKey();
    private closed = false;

    constructor(session: string, of: (key: string) => ExportOf) {
        const link = document.createElement('a');
        link.href = exportPath(session, of(this.key));
        link.download = '';
        document.body.append(link);
        link.click();
        link.remove();
        void this.watch(0);
    }

    get over(): boolean {
        return this.error.value !== undefined || this.state.value.state !== 'running';
    }

    /** The download ends as a failed one. */
    async cancel(): Promise<void> {
        try {
            await cancelExport(this.key);
        } catch (reason) {
            this.error.value = asApiError(reason);
        }
    }

    /** Nobody looks any more; the download goes on. */
    close(): void {
        this.closed = true;
    }

    private async watch(unknown: number): Promise<void> {
        try {
            this.state.value = await exportState(this.key);
            if (this.state.value.state === 'failed')
                this.error.value = new ApiError(0, this.state.value.problem ?? 'The export failed', 'Try again.');
        } catch (reason) {
            const error = asApiError(reason);
            if (error.status !== 404 || unknown >= MOST_UNKNOWN) {
                this.error.value = error.status === 404 ? NOT_BEGUN : error;
            } else {
                unknown++;
            }
        }
        if (!this.over && !this.closed) setTimeout(() => void this.watch(unknown), ASK_EVERY_MILLIS);
    }
}

const NOT_BEGUN = new ApiError(
    0,
    'The download did not begin.',
    'See whether the browser asks something, or blocks downloads of this page.',
);

import { address, change, get } from './http';

export interface ExportState {
    state: 'running' | 'done' | 'cancelled' | 'failed';
    /** Written so far. */
    requests: number;
    /** null while it is not known. */
    total: number | null;
    /** Of the way, from 0 to 1. */
    share: number;
    bytes: number;
    problem: string | null;
}

export interface ExportOf {
    format: string;
    conn?: number | undefined;
    q?: string | undefined;
    from?: string | undefined;
    to?: string | undefined;
    columns?: string | undefined;
    order?: string | undefined;
    /** The key under which one asks how far it is. */
    progress?: string | undefined;
}

/** Where a session, or what of it is wanted, is had as a file. */
export const exportPath = (session: string, of: ExportOf): string =>
    address(`/api/sessions/${encodeURIComponent(session)}/export`, { ...of });

export const exportState = (key: string, signal?: AbortSignal) => get<ExportState>(`/api/exports/${key}`, {}, signal);
export const cancelExport = (key: string) => change<unknown>('DELETE', `/api/exports/${key}`);

/** 128 random bits, as no one comes upon them. */
export function exportKey(): string {
    const bits = crypto.getRandomValues(new Uint8Array(16));
    return [...bits].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

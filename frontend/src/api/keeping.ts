import { change, get } from './http';

/** What is kept; null: no limit. */
export interface KeepingSettings {
    ageDays: number | null;
    bytes: number | null;
    reserveBytes: number;
}

export type KeepingReason = 'age' | 'bytes' | 'reserve';

/** A session that will be, or was, deleted. A name is '' where the session went before the server's latest start. */
export interface LeavingSession {
    session: string;
    name: string;
    reason: KeepingReason;
    at: string;
    bytes: number;
}

export interface ExemptSession {
    session: string;
    name: string;
    why: 'pinned' | 'linked' | 'running';
    bytes: number;
    /** When the last of its links expires. */
    until: string | null;
}

export interface Keeping {
    settings: KeepingSettings;
    /** What the command has set that started the server: nobody can change it here. */
    fixed: (keyof KeepingSettings)[];
    used: { bytes: number; sessions: number; freeBytes: number; totalBytes: number };
    /** What will be deleted, and when: told before it is done. */
    plan: LeavingSession[];
    exempt: ExemptSession[];
    /** What cannot be kept to, and what to do; '' where there is none. */
    problem: string;
    deleted: LeavingSession[];
    /** Files that belong to no session; nobody deletes them. */
    strays: { file: string; bytes: number }[];
}

/** Sizes as numbers or as people write them: "20 GiB". */
export interface KeepingWish {
    ageDays?: number | null;
    bytes?: number | string | null;
    reserveBytes?: number | string;
}

export const keeping = (signal?: AbortSignal) => get<Keeping>('/api/keeping', {}, signal);
export const changeKeeping = (wish: KeepingWish) => change<Keeping>('PATCH', '/api/keeping', wish);
/** As if it were so. */
export const previewKeeping = (wish: KeepingWish) => change<Keeping>('POST', '/api/keeping/preview', wish);

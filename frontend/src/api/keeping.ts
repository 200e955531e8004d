import { change, get } from './http';

/** What is kept; null: no limit. */
export interface KeepingSettings {
    ageDays: number | null;
    bytes: number | null;
    reserveBytes: number;
}

export type KeepingReason = 'age' | 'bytes' | 'reserve';

export interface Keeping {
    settings: KeepingSettings;
    used: { bytes: number; sessions: number; freeBytes: number };
    /** What will be deleted, and when: told before it is done. */
    plan: { session: string; name: string; reason: KeepingReason; at: string; bytes: number }[];
    exempt: { session: string; why: 'pinned' | 'linked' | 'running' }[];
    /** What cannot be kept to, and what to do; '' where there is none. */
    problem: string;
    deleted: { session: string; name: string; reason: KeepingReason; at: string; bytes: number }[];
}

export const keeping = (signal?: AbortSignal) => get<Keeping>('/api/keeping', {}, signal);
export const changeKeeping = (settings: Partial<KeepingSettings>) => change<Keeping>('PATCH', '/api/keeping', settings);

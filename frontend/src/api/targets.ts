import type { SessionRequest } from './ask';
import { change, get } from './http';
import type { Target } from './types';

export type ArgumentKind = 'int' | 'pointer' | 'string' | 'bytes' | 'sockaddr' | 'stream' | 'hello';

export interface ProbeArgument {
    name: string;
    kind: ArgumentKind;
    /** Shown to nobody who does not ask for it. */
    sensitive: boolean;
    sensitivity: 'none' | 'header' | 'appdata' | 'secret';
}

/** A USDT probe of a process; `known` where its arguments have names. */
export interface TargetProbe {
    provider: string;
    name: string;
    /** The program or library that has it; empty where the kernel tells it (provider tcp). */
    object: string;
    sites: number;
    arguments: ProbeArgument[];
    known: boolean;
}

/** A program or library of which a process runs code. */
export interface TargetFile {
    name: string;
    path: string;
    providers: Record<string, number>;
}

export interface TargetFunction {
    name: string;
    /** 0 where nobody says. */
    bytes: number;
    /** Chosen among several when the process starts; the one it uses is traced. */
    indirect: boolean;
    /** Where they are known. */
    arguments: ProbeArgument[] | null;
}

export interface TargetFunctions {
    rows: TargetFunction[];
    total: number;
    /** Only functions that other files may call have names. */
    stripped: boolean;
}

export interface TracepointField {
    name: string;
    type: string;
    size: number;
    signed: boolean;
}

export interface Tracepoint {
    provider: string;
    name: string;
    fields: TracepointField[];
    /** What is read where no fields are named. */
    arguments: ProbeArgument[];
}

/** Every process, with the probes of all that it maps. */
export const allTargets = (signal?: AbortSignal) => get<Target[]>('/api/targets', { all: '1' }, signal);

export const targetProbes = (pid: number, signal?: AbortSignal) =>
    get<TargetProbe[]>(`/api/targets/${pid}/probes`, {}, signal);

export const targetFiles = (pid: number, signal?: AbortSignal) =>
    get<TargetFile[]>(`/api/targets/${pid}/files`, {}, signal);

/** Of one file, by its name or path; `q` a part of the name, or a glob. */
export const targetFunctions = (pid: number, of: string, q: string, limit = 100, signal?: AbortSignal) =>
    get<TargetFunctions>(`/api/targets/${pid}/functions`, { of, q, limit: String(limit) }, signal);

/** `category:name`; `q` a part of it, or a glob. */
export const tracepoints = (q: string, limit = 100, signal?: AbortSignal) =>
    get<{ rows: string[]; total: number }>('/api/tracepoints', { q, limit: String(limit) }, signal);

export const tracepoint = (provider: string, name: string, signal?: AbortSignal) =>
    get<Tracepoint>(`/api/tracepoints/${provider}/${name}`, {}, signal);

export interface HitCount {
    seconds: number;
    rows: { probe: string; hits: number; perSecond: number }[];
}

/** How often what a session would attach to is hit, counted in the kernel for some seconds. */
export const countHits = (body: SessionRequest, seconds: number, signal?: AbortSignal) =>
    change<HitCount>('POST', `/api/hits?seconds=${seconds}`, body, signal);

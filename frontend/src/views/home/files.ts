/** One file on its way to the server. */
export interface Sending {
    name: string;
    /** From 0 to 1; beyond it the server is looking at what it got. */
    share: number;
}

/** `Sending trace.jsonl: 42 %`, `Reading trace.jsonl …` once it is there. */
export function progressText({ name, share }: Sending): string {
    return share >= 1 ? `Reading ${name} …` : `Sending ${name}: ${Math.floor(share * 100)} %`;
}

/** Files that were dropped, without the folders among them, which a browser gives a size of nothing and no type. */
export function filesOf<F extends Pick<File, 'size' | 'type'>>(dropped: readonly F[]): F[] {
    return dropped.filter((file) => file.size > 0 || file.type !== '');
}

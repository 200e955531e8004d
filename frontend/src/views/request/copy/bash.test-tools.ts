import { execFileSync } from 'node:child_process';

/** The words that a real bash makes of a command, its first word apart, byte for byte. */
export function words(command: string): Buffer[] {
    const printed = execFileSync('bash', ['--norc', '-c', `curl() { printf '%s\\0' "$@"; }\n${command}`], {
        env: { PATH: process.env['PATH'] },
    });
    const found: Buffer[] = [];
    for (let from = 0; from < printed.length; ) {
        const end = printed.indexOf(0, from);
        found.push(printed.subarray(from, end));
        from = end + 1;
    }
    return found;
}

export const texts = (command: string) => words(command).map((word) => word.toString('utf8'));

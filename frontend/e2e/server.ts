import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { test as base, type APIRequestContext } from '@playwright/test';

const JAR = resolve('../target/hydroscope.jar');
const STANDIN = resolve('../target/classes/native/h2o-standin');

/** A program that says one line when it is ready; it ends with the tests. */
export class Program {
    private constructor(
        private readonly process: ChildProcess,
        readonly line: string,
    ) {}

    static async start(command: string, options: string[], ready: RegExp): Promise<Program> {
        const process = spawn(command, options, { stdio: ['pipe', 'pipe', 'inherit'] });
        const lines = createInterface({ input: process.stdout });
        for await (const line of lines) {
            if (!ready.test(line)) continue;
            lines.on('line', () => undefined);
            process.stdout.resume();
            return new Program(process, line);
        }
        throw new Error(`${command} ended with ${process.exitCode} before it was ready`);
    }

    get pid(): number {
        return this.process.pid ?? 0;
    }

    write(line: string): void {
        this.process.stdin?.write(line);
    }

    async end(): Promise<void> {
        if (this.process.exitCode !== null) return;
        const ended = new Promise((done) => this.process.once('exit', done));
        this.process.kill('SIGTERM');
        await ended;
    }
}

export interface Explorer {
    /** With its token: opens the page once. */
    url: string;
    origin: string;
    /** "" where probes can be attached here, else why not. */
    unavailable: string;
}

export interface StandIn {
    pid: number;
    port: number;
}

/** Starts the small server with H2O's probes; it ends with the test. */
export type StartStandIn = (...options: string[]) => Promise<StandIn>;

async function explorer(): Promise<{ explorer: Explorer; end: () => Promise<void> }> {
    const folder = mkdtempSync(join(tmpdir(), 'hydroscope-e2e-'));
    const program = await Program.start('java', ['-jar', JAR, 'serve', '--port', '0', '--data', folder], /^ready http/);
    const url = program.line.replace(/^ready /, '').trim();
    const token = new URL(url).searchParams.get('token') ?? '';
    const health = await fetch(new URL('/api/health', url), { headers: { Authorization: `Bearer ${token}` } });
    const { capture } = (await health.json()) as { capture: { available: boolean; reason: string } };
    const unavailable = capture.available ? '' : capture.reason;
    return {
        explorer: { url, origin: new URL(url).origin, unavailable },
        end: async () => {
            await program.end();
            rmSync(folder, { recursive: true, force: true });
        },
    };
}

/** Asks the API as the page does, with the cookie that the page has. */
export async function session(request: APIRequestContext, origin: string, body: object): Promise<string> {
    const answer = await request.post(`${origin}/api/sessions`, {
        data: body,
        headers: { 'X-Hydroscope': '1', Origin: origin },
    });
    if (!answer.ok()) throw new Error(`${answer.status()} ${await answer.text()}`);
    return ((await answer.json()) as { id: string }).id;
}

/** Every test of a file shares one real server with an empty data folder, and begins on its page. */
export const test = base.extend<{ open: Explorer; standIn: StartStandIn }, { explorer: Explorer }>({
    explorer: [
        async ({}, use) => {
            const running = await explorer();
            await use(running.explorer);
            await running.end();
        },
        { scope: 'worker', timeout: 60_000 },
    ],
    standIn: async ({}, use) => {
        const started: Program[] = [];
        await use(async (...options) => {
            const program = await Program.start(STANDIN, options, /^\{"pid"/);
            started.push(program);
            return { pid: program.pid, port: (JSON.parse(program.line) as { port: number }).port };
        });
        for (const program of started) await program.end();
    },
    open: [
        async ({ explorer: running, page }, use) => {
            test.skip(running.unavailable !== '', `no probe can be attached here: ${running.unavailable}`);
            const refused: string[] = [];
            page.on('pageerror', (error) => refused.push(error.message));
            page.on('console', (message) => {
                if (/Content Security Policy|Trusted/.test(message.text())) refused.push(message.text());
            });
            page.on('dialog', (dialog) => {
                refused.push(`a script ran: ${dialog.message()}`);
                void dialog.dismiss();
            });
            await page.goto(running.url);
            await use(running);
            if (refused.length > 0) throw new Error(refused.join('\n'));
        },
        { auto: true },
    ],
});

export { expect } from '@playwright/test';

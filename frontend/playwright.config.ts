import { defineConfig } from '@playwright/test';

/** The tests start the real server themselves: see e2e/server.ts. */
export default defineConfig({
    testDir: 'e2e',
    timeout: 120_000,
    // A machine with more to do than this is slower, not wrong.
    expect: { timeout: 20_000 },
    workers: 1,
    // On a machine that others share a test may meet a moment of theirs: once more there, and called flaky in the summary.
    retries: process.env['CI'] === undefined ? 0 : 1,
    reporter: [['list']],
    use: {
        actionTimeout: 15_000,
        viewport: { width: 1280, height: 800 },
        launchOptions: {
            executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
            args: [
                '--headless',
                '--no-sandbox',
                '--disable-gpu',
                '--disable-quic',
                '--no-first-run',
                '--disable-background-networking',
                '--disable-component-update',
                '--disable-sync',
            ],
        },
    },
});

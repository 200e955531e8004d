import { defineConfig } from 'vite';

export default defineConfig({
    esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
    build: {
        target: 'es2022',
        // The content security policy allows no inline script, and images only from here or as data.
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
        sourcemap: false,
    },
});

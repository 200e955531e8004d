import { defineConfig } from 'vite';

/** The script and the style that an exported page holds in itself. */
export default defineConfig({
    publicDir: false,
    build: {
        target: 'es2022',
        lib: {
            entry: 'src/exported/index.ts',
            formats: ['iife'],
            name: 'list',
            fileName: () => 'list.js',
            cssFileName: 'list',
        },
    },
});

import { join } from 'node:path';
import { defineConfig } from 'vite';

const line = `http://127.0.0.1:${Number(process.env.LINE_PORT ?? 8080)}`;

/** The page for the browser. `npm run page:build` writes what ships; `npm run page:dev` serves it while it is being changed. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // Nothing is inlined: the page's own content policy forbids data: styles and scripts.
  build: {
    outDir: join(import.meta.dirname, '..', 'page-built'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2023',
  },
  // The line lets in only what comes from its own address, so the name that was asked for stays.
  server: { host: '127.0.0.1', proxy: { '/sandbox': { target: line, changeOrigin: false } } },
});

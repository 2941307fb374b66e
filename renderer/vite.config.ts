import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { guidePlugin } from './guide-plugin.ts';

// The window is served by a host of its own (app:// or loopback) under a strict content security
// policy: everything is a file of its own, nothing is inlined.
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [guidePlugin(), svelte({ configFile: false, compilerOptions: { runes: true } })],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    // What was bundled, under which licences: the package's third-party notices are made from it.
    license: { fileName: 'licences.json' },
    target: 'chrome130',
    // electron-vite leaves it as it is written: a third less to read at each start.
    minify: true,
    // SECURITY: a font or image below the limit would become a data: address, which the policy denies.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // The font lies beside the project's other packages, above this folder.
  server: { host: '127.0.0.1', strictPort: true, fs: { allow: ['..'] } },
});

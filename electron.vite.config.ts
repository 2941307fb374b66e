import { join } from 'node:path';
import { defineConfig } from 'electron-vite';
import renderer from './renderer/vite.config.ts';

const root = import.meta.dirname;

export default defineConfig({
  main: {
    // Its build for Node declares a `require`, as electron-vite does in a file that needs one.
    resolve: { alias: { fflate: 'fflate/browser' } },
    // Only the native module stays outside of the bundle.
    build: {
      outDir: join(root, 'dist/main'),
      license: { fileName: 'licences.json' },
      externalizeDeps: { exclude: ['decimal.js', 'papaparse', 'valibot'] },
      rollupOptions: {
        input: {
          main: join(root, 'electron/main/main.ts'),
          // The thread that the application runs in, by the name that run-window.ts starts.
          thread: join(root, 'application/worker/thread.ts'),
          // The thread in which a file becomes text, by the name that extract.ts starts.
          extraction: join(root, 'application/extraction/extraction-thread.ts'),
          // The application without a host, so that a test can run what was packed.
          application: join(root, 'application/application.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'parts/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: join(root, 'dist/preload'),
      // SECURITY: a sandboxed preload is one CommonJS file with nothing but electron in it.
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: join(root, 'electron/preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    ...renderer,
    root: join(root, 'renderer'),
    build: {
      ...renderer.build,
      outDir: join(root, 'dist/renderer'),
      rollupOptions: { input: join(root, 'renderer/index.html') },
    },
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      '{tax,formats,db,application,electron,browser,cli,renderer,resources,scripts,e2e}/**/*.test.ts',
    ],
    exclude: ['node_modules/**', 'dist/**'],
    environment: 'node',
    testTimeout: 20_000,
  },
});

/**
 * `npm run dev`: the application with its page reloaded as the sources change. In Electron where
 * that is and can show a window; else in the browser, by Vite with the calls passed on to the
 * loopback host. Works on books of its own in .cache/, never on the person's.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createServer } from 'vite';
import { hasDisplay } from './display.ts';
import { findElectron } from './electron-binary.ts';

const ROOT = join(import.meta.dirname, '..');

process.env['BASISBOOK_DATA'] ??= join(ROOT, '.cache', 'dev-books');

const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
if (findElectron(ROOT) && hasDisplay(process.platform, process.env) && !asRoot) {
  const tool = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const result = spawnSync(process.execPath, [tool, 'dev'], { cwd: ROOT, stdio: 'inherit' });
  process.exit(result.status ?? 1);
}

const { serveApplication } = await import('../browser/serve.ts');
const host = await serveApplication();
const target = new URL(host.address).origin;
const exchange = await fetch(host.address, { redirect: 'manual' });
const cookie = exchange.headers.get('set-cookie')?.split(';')[0] ?? '';

const server = await createServer({
  configFile: join(ROOT, 'renderer', 'vite.config.ts'),
  server: {
    proxy: {
      '/call': {
        target,
        changeOrigin: true,
        // SECURITY: the cookie is lent to the page of this server only.
        bypass: ({ headers }) => (headers.origin === `http://${headers.host}` ? undefined : false),
        headers: { cookie, origin: target },
      },
    },
  },
});
await server.listen();
server.printUrls();

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    void Promise.all([server.close(), host.stop()]).then(() => process.exit(0));
  });

/**
 * What Electron's program does before and after the application's main module: the versions and
 * folders that it tells, the module of package.json's `main`, and then that everything is ready.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Electron's own switches stand before the application's folder. */
const own = process.argv.slice(2);
const place = own.findIndex((argument) => !argument.startsWith('-'));
if (place === -1) {
  process.stderr.write('The stand-in needs the folder of an application.\n');
  process.exit(2);
}
const root = path.resolve(own[place] as string);
const { main, version, name, productName } = JSON.parse(
  readFileSync(path.join(root, 'package.json'), 'utf8'),
) as { main: string; version: string; name: string; productName?: string };

process.argv = [path.join(import.meta.dirname, 'electron'), ...own.slice(place)];
Object.defineProperty(process.versions, 'electron', { value: '45.4.1', enumerable: true });
Object.assign(process, { type: 'browser', defaultApp: true, resourcesPath: path.dirname(root) });

const { app, switches } = await import('./app.ts');
app.describe({ root, version, name: productName ?? name });
switches.push(...own.slice(0, place).filter((argument) => !/^--(inspect|remote)/.test(argument)));
process.on('uncaughtException', (error) => {
  process.stderr.write(`Uncaught in the main process: ${error.stack ?? String(error)}\n`);
  app.exit(1);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());

await import(pathToFileURL(path.join(root, main)).href);
app.becomeReady();

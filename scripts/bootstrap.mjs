/**
 * Makes a fresh clone ready and hands over to the project's own Node.
 *
 * This file and the few that start it are all that runs on the machine's Node (18 or newer), before
 * anything is installed: they import nothing but Node itself. Everything after it runs on the Node
 * that package-lock.json pins.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The project's folder. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const OLDEST_NODE = 18;
const STAMP = join('node_modules', '.basisbook-installed');

const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** @param {string} root @returns {string} where npm puts the pinned Node */
function projectNode(root) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  return join(root, 'node_modules', 'node', 'bin', name);
}

/**
 * Whether what is in node_modules differs from what package-lock.json asks for.
 * npm keeps its own record of what it installed in node_modules/.package-lock.json.
 * @param {string} lockText package-lock.json
 * @param {string} installedText node_modules/.package-lock.json
 */
export function locksDiffer(lockText, installedText) {
  let wanted, installed;
  try {
    wanted = JSON.parse(lockText).packages;
    installed = JSON.parse(installedText).packages;
  } catch {
    return true;
  }
  if (!wanted || !installed) return true;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const found = installed[path];
    // In the lock file but not installed: packages for other systems, and those nobody asks for.
    if (!found && !entry.optional && !entry.devOptional && !entry.extraneous) return true;
    if (found && (found.version !== entry.version || found.integrity !== entry.integrity))
      return true;
  }
  return Object.keys(installed).some((path) => !(path in wanted));
}

function stampText(lockText, installedText) {
  return sha256([process.platform, process.arch, lockText, installedText].join('\n'));
}

/** @param {string} root */
function directDependencies(root) {
  const { dependencies, devDependencies } = JSON.parse(read(join(root, 'package.json')) ?? '{}');
  return Object.keys({ ...dependencies, ...devDependencies });
}

/** @param {string} root @returns {boolean} whether each package that package.json names is there */
function hasDirectDependencies(root) {
  return directDependencies(root).every((name) =>
    existsSync(join(root, 'node_modules', name, 'package.json')),
  );
}

/**
 * Why `npm ci` has to run, or undefined when everything is there.
 * A stamp spares the comparison; without one (npm was run by hand) the lock files are compared.
 * @param {string} root
 * @returns {'missing' | 'stale' | undefined}
 */
export function installReason(root) {
  const lockText = read(join(root, 'package-lock.json')) ?? '';
  const installedText = read(join(root, 'node_modules', '.package-lock.json'));
  if (installedText === undefined) return 'missing';
  if (!hasDirectDependencies(root)) return 'missing';
  const expected = stampText(lockText, installedText);
  if (read(join(root, STAMP)) === expected) return undefined;
  if (locksDiffer(lockText, installedText)) return 'stale';
  writeFileSync(join(root, STAMP), expected);
  return undefined;
}

/** PATH without the project's own commands: `npm ci` must not run on the Node that it replaces. */
export function outsidePath(path, root) {
  const inside = join(root, 'node_modules');
  return path
    .split(delimiter)
    .filter((folder) => !(folder + sep).startsWith(inside + sep))
    .join(delimiter);
}

function isInside(path, folder) {
  return !relative(folder, path).startsWith('..');
}

/** The command that runs npm: the npm that started this, on a Node outside of node_modules. */
function npmCommand(root) {
  const modules = join(root, 'node_modules');
  const cli = process.env.npm_execpath;
  const node = [process.env.npm_node_execpath, process.execPath].find(
    (path) => path && !isInside(path, modules) && existsSync(path),
  );
  if (cli && cli.endsWith('.js') && node && existsSync(cli)) return { file: node, args: [cli] };
  return { file: 'npm', args: [], shell: process.platform === 'win32' };
}

/** Windows does not delete a program that runs; it does let it be moved out of the way. */
function moveRunningNodeAway(root) {
  if (process.platform !== 'win32' || !isInside(process.execPath, join(root, 'node_modules')))
    return;
  const aside = join(root, '.cache', 'node-in-use');
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true });
  renameSync(process.execPath, join(aside, `${process.pid}.exe`));
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/**
 * Installs what is missing or stale. Speaks on standard error only, so that standard output stays
 * what the command that follows writes.
 * @param {string} root
 */
export function install(root) {
  const reason = installReason(root);
  if (!reason) return;
  process.stderr.write(
    reason === 'missing'
      ? 'Setting up BasisBook: installing its packages (npm ci), once.\n'
      : 'The packages of BasisBook have changed: installing them again (npm ci).\n',
  );
  moveRunningNodeAway(root);
  const { file, args, shell } = npmCommand(root);
  // npm's warnings here are about the machine's Node being older than the packages ask for; they
  // run on the pinned Node. NODE_ENV=production or an `omit` setting must not leave packages out.
  const options = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = spawnSync(file, [...args, ...options], {
    cwd: root,
    shell,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PATH: outsidePath(process.env.PATH ?? '', root) },
  });
  if (result.error || result.status !== 0)
    fail(
      'The packages could not be installed' +
        (result.error ? ` (${result.error.message})` : '') +
        '. See the reason above; with a network connection, run the same command again.',
    );
  const installedText = read(join(root, 'node_modules', '.package-lock.json'));
  if (installedText === undefined || !hasDirectDependencies(root))
    fail(
      'npm ci finished, but packages are still missing. Delete the folder node_modules and try again.',
    );
  // What npm made of the lock file counts, so that no disagreement about it can install for ever.
  writeFileSync(join(root, STAMP), stampText(read(join(root, 'package-lock.json')), installedText));
}

function checkNode(root) {
  if (existsSync(projectNode(root))) return;
  fail(
    'The Node that this project runs on is missing from node_modules, which happens when npm is ' +
      'told to ignore install scripts. Run: npm ci --ignore-scripts=false',
  );
}

/**
 * Runs a TypeScript file of the project on the pinned Node, with the same terminal. Stays in this
 * process when it is already that Node (as npm arranges once the packages are there).
 * @param {string} root
 * @param {string} script path from the root
 * @param {string[]} args
 */
async function handOver(root, script, args) {
  const file = join(root, script);
  const node = projectNode(root);
  const pinned = JSON.parse(read(join(root, 'node_modules', 'node', 'package.json')) ?? '{}');
  if (process.version === `v${pinned.version}`) {
    const { enableCompileCache } = await import('node:module');
    enableCompileCache?.(join(root, 'node_modules', '.cache', 'compile'));
    process.argv = [process.argv[0], file, ...args];
    await import(pathToFileURL(file).href);
    return;
  }
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const child = spawn(node, [file, ...args], {
    cwd: process.cwd(),
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: path,
      NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compile'),
    },
  });
  // Ctrl-C reaches the child from the terminal by itself; a signal sent to this process does not.
  // The commands take a second one for the first.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`${node} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

/**
 * Everything that a command of package.json needs before its own work.
 * @param {string} script path from the root of the TypeScript file to run
 * @param {string[]} args
 */
export async function run(script, args = process.argv.slice(2)) {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE)
    fail(`BasisBook needs Node ${OLDEST_NODE} or newer; this is ${process.version}.`);
  install(ROOT);
  checkNode(ROOT);
  await handOver(ROOT, script, args);
}

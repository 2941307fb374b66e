/**
 * Does the program that was packed run? Its command without a display, then its window: start, the
 * sample book, the figure of box 3, quit. A packed program lets no test into its main process (its fuses
 * say so), so the page is spoken to over Chromium's own switch.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, expect } from '@playwright/test';
import { box, startSampleBook } from './steps.ts';

const START_TIMEOUT = 60_000;
const QUIT_TIMEOUT = 20_000;

/** Without a display there are only the command's own answers. */
const NO_DISPLAY = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined };

/**
 * The program that `npm run dist` left unpacked in a folder.
 * @throws where there is none, with what is there
 */
export function packedProgram(folder: string, platform: NodeJS.Platform): string {
  const inside: Partial<Record<NodeJS.Platform, string>> = {
    darwin: 'BasisBook.app/Contents/MacOS/BasisBook',
    win32: 'BasisBook.exe',
  };
  const names = readdirSync(folder).sort();
  for (const name of names) {
    const program = path.join(folder, name, inside[platform] ?? 'basisbook');
    if (existsSync(program)) return program;
  }
  throw new Error(
    `There is no packed program in ${folder} (${names.join(', ')}): npm run dist first.`,
  );
}

/** Box 3 of the sample's year, as the command says it where there is no display. */
function figureOfCommand(program: string, args: readonly string[], env: NodeJS.ProcessEnv): string {
  const run = spawnSync(program, [...args, 'report', '--sample', '--year', '2002', '--json'], {
    encoding: 'utf8',
    env: { ...env, ...NO_DISPLAY },
    timeout: START_TIMEOUT,
  });
  expect(run.status, `${run.stderr}${run.error?.message ?? ''}`).toBe(0);
  const { form1099Div } = JSON.parse(run.stdout) as {
    form1099Div: { box: string; amount: string }[];
  };
  const amount = form1099Div.find((row) => row.box === '3')?.amount;
  expect(amount).toMatch(/^\d+\.\d\d$/);
  return amount as string;
}

/**
 * @param args what the program itself needs before everything else
 * @param dataFolder an empty folder for its books
 * @returns box 3 of the sample, in which command and window agree
 * @throws where the command fails, the window does not come, says another figure, or does not quit
 */
export async function smoke(
  program: string,
  args: readonly string[],
  dataFolder: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const figure = figureOfCommand(program, args, env);
  const child = spawn(program, [...args, '--remote-debugging-port=0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...env, BASISBOOK_DATA: dataFolder },
  });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  try {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    const listening = /DevTools listening on (ws:\S+)/;
    await expect
      .poll(() => listening.test(said) || child.exitCode !== null, { timeout: START_TIMEOUT })
      .toBe(true);
    const address = listening.exec(said)?.[1];
    if (address === undefined) throw new Error(`The window did not start: ${said}`);
    const browser = await chromium.connectOverCDP(address);
    const pages = (): ReturnType<ReturnType<typeof browser.contexts>[number]['pages']> =>
      browser.contexts().flatMap((context) => context.pages());
    await expect.poll(() => pages().length, { timeout: START_TIMEOUT }).toBe(1);
    const [page] = pages();
    if (!page) throw new Error('The window has no page.');
    await startSampleBook(page);
    await expect(box(page, '3')).toContainText(figure);
    const session = await browser.newBrowserCDPSession();
    // The answer may be lost with the program that gives it.
    await session.send('Browser.close').catch(() => undefined);
    const late = new Promise<'late'>((done) => setTimeout(done, QUIT_TIMEOUT, 'late').unref());
    expect(await Promise.race([ended, late]), said).toBe(0);
    return figure;
  } finally {
    child.kill('SIGKILL');
  }
}

/** What a smoke test asks of a packed program, tried on programs that are a few lines of shell. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packedProgram, smoke } from './packed-smoke.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'basisbook-smoke-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const FIGURE = `printf '{"form1099Div":[{"box":"3","amount":"217.83"}]}'`;

const onPosix = process.platform !== 'win32';
if (!onPosix) console.log('Left out: Windows has no shell that these programs are written for');

describe.runIf(onPosix)('a packed program', () => {
  const tried = (lines: string): Promise<string> => {
    const program = path.join(folder, 'program');
    writeFileSync(program, `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
    const env = { ...process.env, DISPLAY: ':7', WAYLAND_DISPLAY: 'wayland-7' };
    return smoke(program, [], path.join(folder, 'data'), env);
  };

  it('is a command where there is no display, and a window where there is one', async () => {
    const command = `[ "$DISPLAY$WAYLAND_DISPLAY" = "" ] || exit 3; ${FIGURE}; exit`;
    const window = 'echo "a window on $DISPLAY" >&2; exit 1';
    await expect(tried(`case "$1" in report) ${command};; esac; ${window}`)).rejects.toThrow(
      'The window did not start: a window on :7',
    );
  });

  it.each([['exit 3'], [`printf '{"form1099Div":[]}'`]])(
    'whose command fails or says no figure is found out: %s',
    async (lines) => {
      await expect(tried(lines)).rejects.toThrow(/toBe|toMatch/);
    },
  );
});

it.each([
  ['linux', 'linux-unpacked/basisbook'],
  ['win32', 'win-unpacked/BasisBook.exe'],
  ['darwin', 'mac-arm64/BasisBook.app/Contents/MacOS/BasisBook'],
] as const)('is found where it is packed for %s', (platform, place) => {
  expect(() => packedProgram(folder, platform)).toThrow(/npm run dist first/);
  mkdirSync(path.join(folder, path.dirname(place)), { recursive: true });
  writeFileSync(path.join(folder, place), '');
  expect(packedProgram(folder, platform)).toBe(path.join(folder, ...place.split('/')));
});

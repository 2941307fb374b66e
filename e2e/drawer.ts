/** What draws the pictures: letters are drawn otherwise by another program or another system. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findChromium } from '../scripts/find-chromium.ts';

export interface Drawer {
  readonly system: string;
  readonly chromium: string;
}

function systemHere(): string {
  const file = '/etc/os-release';
  if (process.platform !== 'linux' || !existsSync(file)) return process.platform;
  const said = (key: string): string =>
    new RegExp(`^${key}="?([^"\\n]*)`, 'm').exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  return `${said('ID')} ${said('VERSION_ID')}`;
}

/**
 * The program counts too: one without windows draws edges otherwise than one with them.
 * @param version of the browser, "156.0.8078.108"
 */
export function drawerHere(version: string): Drawer {
  const program = path.basename(findChromium() ?? '');
  return { system: systemHere(), chromium: `${program} ${version.split('.')[0] ?? ''}` };
}

/** Why pictures cannot be compared here, in a sentence; undefined where they can. */
export function whyNotCompared(taken: Drawer, here: Drawer): string | undefined {
  if (taken.system === here.system && taken.chromium === here.chromium) return undefined;
  return `Left out: pictures were taken with ${taken.chromium} on ${taken.system}; here is ${here.chromium} on ${here.system}.`;
}

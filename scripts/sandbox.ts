/**
 * Why Electron's sandbox cannot be on this machine. Ubuntu from 23.10 on lets no program make the user
 * namespaces that it is built on, unless the program has a profile that says so.
 */
import { readFileSync } from 'node:fs';

const RESTRICTIONS: readonly (readonly [setting: string, stops: string, remedy: string])[] = [
  [
    'kernel/apparmor_restrict_unprivileged_userns',
    '1',
    'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
  ],
  ['kernel/unprivileged_userns_clone', '0', 'sudo sysctl -w kernel.unprivileged_userns_clone=1'],
];

/** A setting of the kernel; undefined where it has none of that name. */
export function readSetting(name: string): string | undefined {
  try {
    return readFileSync(`/proc/sys/${name}`, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** A sentence with the remedy; undefined where nothing of the kind stands in the way. */
export function whyNoSandbox(
  platform: NodeJS.Platform,
  read: (name: string) => string | undefined,
): string | undefined {
  if (platform !== 'linux') return undefined;
  const found = RESTRICTIONS.find(([setting, stops]) => read(setting) === stops);
  return (
    found &&
    `Electron could not open a window, because this system forbids its sandbox (until the next restart, "${found[2]}" allows it)`
  );
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * What this machine can show, and opening an address in the person's own browser.
 */
import { spawn } from 'node:child_process';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether a window could open. macOS and Windows always have a desktop. */
export function hasDisplay(platform: NodeJS.Platform, env: Environment): boolean {
  if (platform === 'darwin' || platform === 'win32') return true;
  return Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}

/** The command that opens an address in the default browser. No shell: an address is not code. */
export function openCommand(platform: NodeJS.Platform, address: string): [string, string[]] {
  switch (platform) {
    case 'darwin':
      return ['open', [address]];
    case 'win32':
      return ['rundll32', ['url.dll,FileProtocolHandler', address]];
    default:
      return ['xdg-open', [address]];
  }
}

/** Opens an address; does nothing where the command is missing, since the address is printed. */
export function openAddress(address: string): void {
  const [command, args] = openCommand(process.platform, address);
  const opener = spawn(command, args, { stdio: 'ignore', detached: true });
  opener.on('error', () => undefined);
  opener.unref();
}

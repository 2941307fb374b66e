import { describe, expect, it } from 'vitest';
import { hasDisplay, openCommand } from './display.ts';

describe('a display', () => {
  it.each([
    ['linux', {}, false],
    ['linux', { DISPLAY: '' }, false],
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['freebsd', {}, false],
    ['darwin', {}, true],
    ['win32', {}, true],
  ] as const)('%s with %j: %s', (platform, env, expected) => {
    expect(hasDisplay(platform, env)).toBe(expected);
  });
});

it.each(['linux', 'darwin', 'win32'] as const)(
  'on %s the address is one argument of its own, past every shell',
  (platform) => {
    const address = 'http://127.0.0.1:1/?token=a&b="c';
    const [command, args] = openCommand(platform, address);
    expect(args.at(-1)).toBe(address);
    expect(['sh', 'bash', 'cmd', 'cmd.exe', 'powershell']).not.toContain(command);
  },
);

import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { LINKS } from '../../application/links.ts';
import { menuTemplate } from './menu.ts';

const base = {
  platform: 'linux',
  development: false,
  print: vi.fn(),
  savePdf: vi.fn(),
  openLink: vi.fn(),
} as const;

function items(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [
    item,
    ...(Array.isArray(item.submenu) ? items(item.submenu) : []),
  ]);
}

const roles = (template: readonly MenuItemConstructorOptions[]) =>
  items(template).flatMap(({ role }) => (role ? [role] : []));

describe('the menu', () => {
  it.each(['linux', 'win32', 'darwin'] as const)('has the standard menus on %s', (platform) => {
    const found = roles(menuTemplate({ ...base, platform }));
    for (const role of ['editMenu', 'windowMenu', 'help', 'zoomIn', 'togglefullscreen'] as const)
      expect(found).toContain(role);
    expect(found.includes('appMenu')).toBe(platform === 'darwin');
    expect(found.includes('quit')).toBe(platform !== 'darwin');
  });

  it('has developer tools under development only', () => {
    expect(roles(menuTemplate(base))).not.toContain('toggleDevTools');
    expect(roles(menuTemplate(base))).not.toContain('reload');
    expect(roles(menuTemplate({ ...base, development: true }))).toContain('toggleDevTools');
  });

  it('prints, saves a PDF and opens each link of the table', () => {
    const print = vi.fn();
    const savePdf = vi.fn();
    const openLink = vi.fn();
    for (const item of items(menuTemplate({ ...base, print, savePdf, openLink })))
      (item.click as (() => void) | undefined)?.();
    expect(print).toHaveBeenCalledOnce();
    expect(savePdf).toHaveBeenCalledOnce();
    expect(openLink.mock.calls.map(([id]) => id as unknown)).toEqual(Object.keys(LINKS));
  });
});

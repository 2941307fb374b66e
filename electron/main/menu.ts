/**
 * The menu: the roles that each system expects, with their usual keys, and the pages of the IRS.
 */
import type { MenuItemConstructorOptions } from 'electron';
import { LINKS, type LinkId } from '../../application/links.ts';

interface MenuQuestion {
  readonly platform: NodeJS.Platform;
  readonly development: boolean;
  readonly print: () => void;
  readonly savePdf: () => void;
  readonly openLink: (id: LinkId) => void;
}

const LINK_LABELS: Readonly<Record<LinkId, string>> = {
  'irs-form-1099-div': 'About Form 1099-DIV (irs.gov)',
  'irs-form-8949': 'About Form 8949 (irs.gov)',
  'irs-schedule-d': 'About Schedule D (irs.gov)',
  'irs-publication-550': 'Publication 550 (irs.gov)',
};

export function menuTemplate(question: MenuQuestion): MenuItemConstructorOptions[] {
  const mac = question.platform === 'darwin';
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      { label: 'Print…', accelerator: 'CmdOrCtrl+P', click: () => question.print() },
      { label: 'Save as PDF…', click: () => question.savePdf() },
      { type: 'separator' },
      { role: mac ? 'close' : 'quit' },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...(question.development
        ? ([{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }] as const)
        : []),
    ],
  };
  const help: MenuItemConstructorOptions = {
    role: 'help',
    submenu: [
      ...(Object.keys(LINKS) as LinkId[]).map((id) => ({
        label: LINK_LABELS[id],
        click: () => question.openLink(id),
      })),
      ...(mac ? [] : ([{ type: 'separator' }, { role: 'about' }] as const)),
    ],
  };
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    file,
    { role: 'editMenu' },
    view,
    { role: 'windowMenu' },
    help,
  ];
}

/** `Menu`: templates are checked as Electron checks them; nothing is drawn. */
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';

interface Template {
  readonly label?: string;
  readonly role?: string;
  readonly type?: string;
  readonly submenu?: readonly Template[];
  readonly click?: (item: MenuItem, window: BrowserWindow | null, event: unknown) => void;
}

const ROLES = new Set(
  (
    'about appmenu close copy cut delete editmenu filemenu forcereload front help helpmenu hide hideothers ' +
    'minimize paste pasteandmatchstyle quit redo reload resetzoom selectall services toggledevtools ' +
    'togglefullscreen undo unhide viewmenu window windowmenu zoom zoomin zoomout'
  ).split(' '),
);
const TYPES = new Set(['normal', 'separator', 'submenu', 'checkbox', 'radio']);

export class MenuItem {
  readonly label: string | undefined;
  readonly role: string | undefined;
  readonly submenu: Menu | undefined;
  readonly #template: Template;

  constructor(template: Template) {
    const { label, role, type, submenu } = template;
    if (label === undefined && role === undefined && type !== 'separator')
      throw new Error('A menu item needs a label, a role or the type separator.');
    if (role !== undefined && !ROLES.has(role.toLowerCase()))
      throw new Error(`Unknown role ${role}`);
    if (type !== undefined && !TYPES.has(type)) throw new Error(`Unknown menu item type: ${type}`);
    this.label = label;
    this.role = role;
    this.#template = template;
    this.submenu = submenu && Menu.buildFromTemplate(submenu);
  }

  click(): void {
    const window = BrowserWindow.getFocusedWindow();
    if (this.role === 'quit') app.quit();
    else if (this.role === 'close') window?.close();
    else if (this.role === 'reload') window?.reload();
    else this.#template.click?.(this, window, {});
  }
}

export class Menu {
  readonly items: MenuItem[] = [];
  static #application: Menu | null = null;

  static buildFromTemplate(template: readonly Template[]): Menu {
    const menu = new Menu();
    for (const one of template) menu.items.push(new MenuItem(one));
    return menu;
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu;
  }
  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }
}

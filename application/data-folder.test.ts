import { describe, expect, it } from 'vitest';
import { dataFolder } from './data-folder.ts';

describe('the folder of the books', () => {
  it.each([
    ['linux', {}, '/home/ada', '/home/ada/.local/share/BasisBook'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/home/ada', '/data/BasisBook'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/ada', '/home/ada/.local/share/BasisBook'],
    ['linux', { XDG_DATA_HOME: '' }, '/home/ada', '/home/ada/.local/share/BasisBook'],
    ['darwin', {}, '/Users/ada', '/Users/ada/Library/Application Support/BasisBook'],
    ['win32', { APPDATA: 'D:\\Roam' }, 'C:\\Users\\ada', 'D:\\Roam\\BasisBook'],
    ['win32', {}, 'C:\\Users\\ada', 'C:\\Users\\ada\\AppData\\Roaming\\BasisBook'],
    ['linux', { BASISBOOK_DATA: '/elsewhere' }, '/home/ada', '/elsewhere'],
    ['win32', { BASISBOOK_DATA: 'E:\\books', APPDATA: 'D:\\Roam' }, 'C:\\Users\\ada', 'E:\\books'],
  ] as const)('%s with %j', (platform, env, home, folder) => {
    expect(dataFolder({ platform, env, home })).toBe(folder);
  });
});

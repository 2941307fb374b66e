/** How the packages are made: what can be known without making one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import { describe, expect, it } from 'vitest';
import { configurationFor, FUSES } from '../electron-builder.config.ts';

describe('the fuses', () => {
  const fuseNames = Object.keys(FuseV1Options).filter((name) => !/^\d+$/.test(name));

  it('are all stated', () => {
    const stated = Object.keys(FUSES).filter((name) => /^\d+$/.test(name));
    expect(stated).toHaveLength(fuseNames.length);
    expect(FUSES.strictlyRequireAllFuses).toBe(true);
  });

  it.each([
    ['RunAsNode', false],
    ['EnableCookieEncryption', false],
    ['EnableNodeOptionsEnvironmentVariable', false],
    ['EnableNodeCliInspectArguments', false],
    ['EnableEmbeddedAsarIntegrityValidation', true],
    ['OnlyLoadAppFromAsar', true],
    ['LoadBrowserProcessSpecificV8Snapshot', false],
    ['GrantFileProtocolExtraPrivileges', false],
    ['WasmTrapHandlers', true],
  ] as const)('%s is %s', (name, state) => {
    expect(FUSES[FuseV1Options[name]]).toBe(state);
  });
});

describe('packing for another system', () => {
  it.each(['linux', 'win32', 'darwin'] as const)('takes the native module of %s', (target) => {
    const files = JSON.stringify(configurationFor(target).files);
    expect(files).toContain(`prebuilds/!(${target}-\${arch}).node`);
    expect(files).not.toContain('${platform}');
  });
});

describe('the name of the program', () => {
  const config = configurationFor('linux');

  it('is the same to the desktop, to its window and to its package', () => {
    const text = readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8');
    const { desktopName } = JSON.parse(text) as { desktopName: string };
    // The desktop file is named for the executable, and syncDesktopName writes the window's class there.
    expect(desktopName).toBe(`${config.linux?.executableName}.desktop`);
    expect(config.linux?.syncDesktopName).toBe(true);
  });

  it('is to Windows the one that the window tells it', () => {
    // electron/main/run-window.test.ts holds the window to the same one.
    expect(configurationFor('win32').appId).toBe('org.basisbook.desktop');
  });
});

describe('the signature for macOS', () => {
  it.each(['CSC_LINK', 'CSC_NAME'])('is made with the identity that %s gives', (name) => {
    expect(configurationFor('darwin', { [name]: 'Ada Lovelace' }).mac).not.toHaveProperty(
      'identity',
    );
  });

  it.each([{}, { CSC_LINK: '', CSC_NAME: '' }])('is not asked for where none is: %j', (env) => {
    expect(configurationFor('darwin', env).mac).toHaveProperty('identity', null);
  });
});

import { join } from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion, type FuseV1Config } from '@electron/fuses';
import type { AfterPackContext, Configuration } from 'electron-builder';

/**
 * SECURITY: every switch that is built into Electron's program, each of them stated: one that a new
 * Electron brings stops the packing until it has been thought about.
 */
export const FUSES: FuseV1Config = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  // Without a certificate, flipping would leave the program of Apple silicon without a signature.
  resetAdHocDarwinSignature: true,
  // The program is not a Node for others to run code with, by no variable, option or debugger.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // It runs the archive that was packed, unchanged (macOS and Windows check it), and nothing beside.
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  // No page comes from file://, so that gets no privileges.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // The window keeps no cookies; and a program without a signature would ask for the keychain of macOS
  // at each new version.
  [FuseV1Options.EnableCookieEncryption]: false,
  // There is no snapshot of our own; the memory guards of WebAssembly stay as Electron ships them.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};

/** The program, or the bundle on macOS, in which the fuses are. */
function programOf({ appOutDir, electronPlatformName, packager }: AfterPackContext): string {
  switch (electronPlatformName) {
    case 'darwin':
      return join(appOutDir, `${packager.appInfo.productFilename}.app`);
    case 'win32':
      return join(appOutDir, `${packager.appInfo.productFilename}.exe`);
    default:
      return join(appOutDir, EXECUTABLE);
  }
}

const EXECUTABLE = 'basisbook';

/** A system that is packed for, as Node names it. */
export type Target = 'linux' | 'win32' | 'darwin';

const config = (
  target: Target,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Configuration => ({
  appId: 'org.basisbook.desktop',
  productName: 'BasisBook',
  copyright: 'MIT licence',
  directories: { output: 'build', buildResources: 'resources/icons' },
  // What is bundled is in dist/; of the packages only the native one is needed beside it.
  files: [
    'dist/main/**/*',
    'dist/preload/**/*',
    'dist/renderer/**/*',
    'resources/icons/icon.png',
    'package.json',
    // Read when the notices are made, which are in the package.
    '!dist/*/licences.json',
    '!**/node_modules/{decimal.js,papaparse,valibot,node-addon-api,undici-types}/**',
    '!**/node_modules/@types/**',
    '!**/node_modules/better-sqlite3/{deps,src}/**',
    '!**/node_modules/better-sqlite3/{binding.gyp,README.md}',
    // Not electron-builder's own ${platform}: that is the system that it runs on, and a package for
    // another one would bring the wrong module.
    `!**/node_modules/better-sqlite3/prebuilds/!(${target}-\${arch}).node`,
  ],
  extraResources: [{ from: 'dist/third-party-notices.txt', to: 'third-party-notices.txt' }],
  // SECURITY: only the native module is outside of the archive, whose integrity is checked.
  asar: { smartUnpack: false },
  asarUnpack: ['**/*.node'],
  // The native module brings a binary for each system that serves Node and Electron alike.
  npmRebuild: false,
  nodeGypRebuild: false,
  publish: null,
  // Debian's packages must name both.
  extraMetadata: {
    homepage: 'https://basisbook.invalid',
    author: { name: 'BasisBook maintainers', email: 'maintainers@basisbook.invalid' },
  },
  electronLanguages: ['en-US'],
  afterPack: async (context) => {
    // Not electron-builder's own option: its older list does not know every fuse.
    await flipFuses(programOf(context), FUSES);
  },
  linux: {
    // The window's name and that of the desktop file agree (desktopName of package.json).
    syncDesktopName: true,
    target: ['AppImage', 'deb', 'tar.gz'],
    executableName: EXECUTABLE,
    icon: 'resources/icons/linux',
    category: 'Office;Finance',
    synopsis: 'Cost basis and Form 1099-DIV boxes for holders of REIT shares',
  },
  win: { target: ['nsis'] },
  nsis: { oneClick: false, perMachine: false, deleteAppDataOnUninstall: false },
  mac: {
    target: ['dmg'],
    category: 'public.app-category.finance',
    darkModeSupport: true,
    // Signed where an identity is given; else not at all.
    ...(env['CSC_LINK'] || env['CSC_NAME'] ? {} : { identity: null }),
  },
});

/** How to pack for a system; the environment says whether there is an identity to sign with. */
export const configurationFor = config;

export default config(process.platform as Target);

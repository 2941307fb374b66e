import { expect, it } from 'vitest';
import { commandOf } from './command-line.ts';

it.each<[string[], boolean, string[] | undefined]>([
  [['/opt/basisbook'], true, undefined],
  [['/opt/basisbook', 'report', '--sample'], true, ['report', '--sample']],
  [['/opt/basisbook', '--no-sandbox', 'check', '--book', 'a'], true, ['check', '--book', 'a']],
  [['/opt/basisbook', '--help'], true, ['--help']],
  [['/opt/basisbook', '-h'], true, ['-h']],
  [['/opt/basisbook', '--version'], true, ['--version']],
  [['/opt/basisbook', '/home/ada/report'], true, undefined],
  [['/opt/basisbook', 'app://basisbook/report'], true, undefined],
  [['/opt/basisbook', '--disable-gpu'], true, undefined],
  [['/opt/basisbook', 'release.txt'], true, undefined],
  // The command line says that there is no such command; a window would hide the mistake.
  [['/opt/basisbook', 'reprot', '--sample'], true, ['reprot', '--sample']],
  [['electron', '.'], false, undefined],
  [['electron', '.', 'documents', 'read', 'a.txt'], false, ['documents', 'read', 'a.txt']],
])('%j (packaged: %s) is the command %j', (argv, isPackaged, command) => {
  expect(commandOf(argv, isPackaged)).toEqual(command);
});

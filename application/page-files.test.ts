import fc from 'fast-check';
import { join, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pageFile } from './page-files.ts';

describe('the file that an address means', () => {
  it.each([
    ['/', ['index.html'], 'text/html; charset=utf-8'],
    ['/index.html', ['index.html'], 'text/html; charset=utf-8'],
    ['/assets/index-B2_x.js', ['assets', 'index-B2_x.js'], 'text/javascript; charset=utf-8'],
    ['/assets/a.css', ['assets', 'a.css'], 'text/css; charset=utf-8'],
    ['/assets/inter%2Dlatin.woff2', ['assets', 'inter-latin.woff2'], 'font/woff2'],
    ['/icon.svg', ['icon.svg'], 'image/svg+xml'],
  ])('%s', (path, segments, type) => {
    expect(pageFile(path)).toEqual({ segments, type });
  });

  it.each([
    '',
    'index.html',
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/assets/..%2f..%2fpackage.json',
    '/..%5cpackage.json',
    '/assets\\..\\package.json',
    '//etc/hosts.txt',
    '/.env.json',
    '/assets/',
    '/assets//a.js',
    '/c:/a.js',
    '/a.js:stream.js',
    '/a%00.js',
    '/%',
    '/%ff.js',
    '/readme.md',
    '/a.js.map',
    '/a.constructor',
    '/a',
  ])('%s is no file of a page', (path) => {
    expect(pageFile(path)).toBeUndefined();
  });

  it('never leaves the folder, whatever the address', () => {
    const folder = resolve('/page');
    const piece = fc.constantFrom(
      '..',
      '.',
      '/',
      '%2f',
      '%2e',
      '\\',
      '%5c',
      '%00',
      'a.js',
      'a',
      ':',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const file = pageFile(`/${pieces.join('')}`);
        return !file || join(folder, ...file.segments).startsWith(folder + sep);
      }),
    );
  });
});

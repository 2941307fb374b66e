import { describe, expect, it } from 'vitest';
import { APP_ORIGIN, isOfOrigin, pageOrigin } from './page-origin.ts';

describe('the origin of the page', () => {
  it.each([
    [true, undefined, APP_ORIGIN],
    [true, 'http://localhost:5173', APP_ORIGIN],
    [false, undefined, APP_ORIGIN],
    [false, 'http://localhost:5173/', 'http://localhost:5173'],
    [false, 'http://127.0.0.1:5173', 'http://127.0.0.1:5173'],
    [false, 'https://evil.example', APP_ORIGIN],
    [false, 'not an address', APP_ORIGIN],
  ])('packaged %s with %s: %s', (isPackaged, address, origin) => {
    expect(pageOrigin({ isPackaged, env: { ELECTRON_RENDERER_URL: address } })).toBe(origin);
  });
});

it.each([
  ['app://basisbook', true],
  ['app://basisbook/index.html#/year', true],
  ['app://basisbook.evil/', false],
  ['app://basisbook@evil/', false],
  ['app://other/', false],
  ['app:basisbook', false],
  ['file:///app://basisbook/', false],
  ['https://basisbook/', false],
  ['', false],
])('%s is ours: %s', (address, ours) => {
  expect(isOfOrigin(address, APP_ORIGIN)).toBe(ours);
});

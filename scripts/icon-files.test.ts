import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ICNS_TYPES, icns, ico } from './icon-files.ts';

const icons = new URL('../resources/icons/', import.meta.url);
const PNG_START = '89504e470d0a1a0a';

/** The width and height that a PNG says it has. */
function pngSize(bytes: Buffer): [number, number] {
  expect(bytes.subarray(0, 8).toString('hex')).toBe(PNG_START);
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

function icoImages(bytes: Buffer): { size: number; png: Buffer }[] {
  expect([bytes.readUInt16LE(0), bytes.readUInt16LE(2)]).toEqual([0, 1]);
  return Array.from({ length: bytes.readUInt16LE(4) }, (_, i) => {
    const at = 6 + 16 * i;
    const from = bytes.readUInt32LE(at + 12);
    return {
      size: bytes.readUInt8(at) || 256,
      png: bytes.subarray(from, from + bytes.readUInt32LE(at + 8)),
    };
  });
}

function icnsImages(bytes: Buffer): { type: string; png: Buffer }[] {
  expect(bytes.toString('latin1', 0, 4)).toBe('icns');
  expect(bytes.readUInt32BE(4)).toBe(bytes.length);
  const found: { type: string; png: Buffer }[] = [];
  for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at + 4)) {
    const end = at + bytes.readUInt32BE(at + 4);
    found.push({ type: bytes.toString('latin1', at, at + 4), png: bytes.subarray(at + 8, end) });
  }
  return found;
}

describe('the containers', () => {
  const image = (size: number): Uint8Array => new Uint8Array(size).fill(size % 251);

  it('gives every image of an ICO back', () => {
    const bytes = Buffer.from(ico([16, 48, 256].map((size) => ({ size, png: image(size) }))));
    expect(icoImages(bytes).map(({ size, png }) => [size, png.length, png[0]])).toEqual([
      [16, 16, 16],
      [48, 48, 48],
      [256, 256, 5],
    ]);
  });

  it('gives every image of an ICNS back', () => {
    const found = icnsImages(Buffer.from(icns(image)));
    expect(found.map(({ type, png }) => [type, png.length])).toEqual(ICNS_TYPES);
  });
});

describe('the icons of the packages', () => {
  const read = (name: string): Buffer => readFileSync(new URL(name, icons));

  it.each([
    ['icon.png', 512],
    ['icon-1024.png', 1024],
    ['linux/16x16.png', 16],
    ['linux/256x256.png', 256],
    ['linux/512x512.png', 512],
  ])('%s is %d pixels wide and high', (name, size) => {
    expect(pngSize(read(name))).toEqual([size, size]);
  });

  it('holds images of the right size in icon.ico, 256 pixels among them', () => {
    const found = icoImages(read('icon.ico'));
    expect(found.map(({ size }) => size)).toEqual([16, 24, 32, 48, 64, 128, 256]);
    for (const { size, png } of found) expect(pngSize(png)).toEqual([size, size]);
  });

  it('holds images of the right size in icon.icns, 1024 pixels among them', () => {
    const found = icnsImages(read('icon.icns'));
    expect(found.map(({ type, png }) => [type, pngSize(png)[0]])).toEqual(ICNS_TYPES);
  });
});

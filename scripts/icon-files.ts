/**
 * The two icon containers, as bytes. Source: Microsoft, "The format of icon resources" (ICO with PNG
 * images, since Windows Vista); Apple's icns: a magic word, the length of the file, then entries of a
 * type, a length and a PNG image.
 */

interface IconImage {
  /** Width and height in pixels, at most 256 in an ICO. */
  readonly size: number;
  readonly png: Uint8Array;
}

/** A Windows icon of these images. */
export function ico(images: readonly IconImage[]): Uint8Array {
  const header = new Uint8Array(6 + 16 * images.length);
  const view = new DataView(header.buffer);
  view.setUint16(2, 1, true);
  view.setUint16(4, images.length, true);
  let offset = header.length;
  images.forEach(({ size, png }, i) => {
    const at = 6 + 16 * i;
    // A byte holds the size; 0 stands for 256.
    header[at] = size % 256;
    header[at + 1] = size % 256;
    view.setUint16(at + 4, 1, true);
    view.setUint16(at + 6, 32, true);
    view.setUint32(at + 8, png.length, true);
    view.setUint32(at + 12, offset, true);
    offset += png.length;
  });
  return Buffer.concat([header, ...images.map(({ png }) => png)]);
}

/** Types of macOS icons that hold PNG images, and their sizes in pixels. */
export const ICNS_TYPES: readonly (readonly [type: string, size: number])[] = [
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
];

/** A macOS icon; `png` gives the image of a size in pixels. */
export function icns(png: (size: number) => Uint8Array): Uint8Array {
  const entries = ICNS_TYPES.flatMap(([type, size]) => {
    const image = png(size);
    return [word(type, image.length + 8), image];
  });
  const length = entries.reduce((sum, { length }) => sum + length, 8);
  return Buffer.concat([word('icns', length), ...entries]);
}

function word(type: string, length: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.write(type, 0, 'latin1');
  bytes.writeUInt32BE(length, 4);
  return bytes;
}

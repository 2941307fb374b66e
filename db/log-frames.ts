/**
 * Is a write-ahead log what was written, up to one of its frames?
 *
 * Every frame has a checksum over all frames before it and over itself, and the log's own salts. Source: the
 * SQLite file format, sections 4.1 and 4.2 (header of 32 bytes, frames of 24 bytes and a page, the sum over
 * pairs of 32-bit words, most significant byte first where the magic number is odd).
 *
 * Example: of a log of three frames with a changed byte in the second, one frame is intact.
 * Not handled: a log that somebody makes on purpose; this finds accidents.
 */
const HEADER = 32;
const FRAME_HEADER = 24;
const MAGIC = 0x377f0682;

type Sum = readonly [number, number];

function summed(bytes: Buffer, from: number, to: number, isBig: boolean, [a, b]: Sum): Sum {
  let [first, second] = [a, b];
  for (let at = from; at < to; at += 8) {
    first = (first + (isBig ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)) + second) >>> 0;
    second =
      (second + (isBig ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)) + first) >>> 0;
  }
  return [first, second];
}

const says = (bytes: Buffer, at: number, [first, second]: Sum): boolean =>
  bytes.readUInt32BE(at) === first && bytes.readUInt32BE(at + 4) === second;

/** How many frames from the first on are what was written. */
export function intactFrames(log: Buffer): number {
  if (log.length < HEADER) return 0;
  const magic = log.readUInt32BE(0);
  if (magic >>> 1 !== MAGIC >>> 1) return 0;
  const isBig = magic % 2 === 1;
  let sum = summed(log, 0, 24, isBig, [0, 0]);
  if (!says(log, 24, sum)) return 0;
  const page = log.readUInt32BE(8);
  const size = FRAME_HEADER + page;
  let count = 0;
  for (let at = HEADER; page >= 512 && at + size <= log.length; at += size) {
    if (!log.subarray(at + 8, at + 16).equals(log.subarray(16, 24))) break;
    sum = summed(log, at, at + 8, isBig, sum);
    sum = summed(log, at + FRAME_HEADER, at + size, isBig, sum);
    if (!says(log, at + 16, sum)) break;
    count++;
  }
  return count;
}

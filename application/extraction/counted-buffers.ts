/**
 * Buffers lie outside of what a thread's limits bound, and a file of 50 KB can unpack to gigabytes of
 * them. So in the thread that reads one file the two ways in which a library comes to unpacked bytes,
 * byte arrays of a given length and streams of decompression, are counted, and refused beyond a sum.
 *
 * A library may take the refusal for a damaged part and go on, so the caller is told of the first one at
 * once, and answers.
 * Only for a thread of its own: it changes two names of the whole realm.
 * Not handled: buffers that are given back; the sum is of all that were made.
 */

/** Far more than the streams of a release of 120 pages unpack to, fonts included. */
const MOST_BUFFER_BYTES = 128 * 1024 * 1024;
/** Smaller ones are part of every reading and cannot fill the memory by themselves. */
const SMALL = 64 * 1024;

/** Counts from now on, in this thread, and says once when there was more than there may be. */
export function countBuffers(exceeded: () => void, most: number = MOST_BUFFER_BYTES): void {
  let left = most;
  let isTold = false;
  const take = (bytes: number): void => {
    left -= bytes;
    if (left >= 0) return;
    if (!isTold) exceeded();
    isTold = true;
    if (bytes > SMALL) throw new RangeError('The file unpacks to too much.');
  };
  // SECURITY: a byte array is counted before there is memory for it.
  globalThis.Uint8Array = new Proxy(Uint8Array, {
    construct(target, args: unknown[], newTarget) {
      if (typeof args[0] === 'number') take(args[0]);
      return Reflect.construct(target, args, newTarget) as object;
    },
  });
  const Unbounded = DecompressionStream;
  // SECURITY: what is unpacked is counted piece by piece, and ends with the piece that is too much.
  globalThis.DecompressionStream = class {
    readonly readable: InstanceType<typeof Unbounded>['readable'];
    readonly writable: InstanceType<typeof Unbounded>['writable'];

    constructor(format: ConstructorParameters<typeof Unbounded>[0]) {
      const { readable, writable } = new Unbounded(format);
      this.writable = writable;
      this.readable = readable.pipeThrough(
        new TransformStream({
          transform(piece: Uint8Array<ArrayBuffer>, controller) {
            take(piece.byteLength);
            controller.enqueue(piece);
          },
        }),
      );
    }
  } as typeof Unbounded;
}

/**
 * How is a copy of a book kept from others when it leaves the machine?
 *
 * It is sealed with a passphrase: scrypt (RFC 7914) makes two keys of it, AES-256-GCM (NIST SP 800-38D)
 * encrypts the file in chunks with the one, and the other proves the passphrase before anything is
 * decrypted. So a wrong passphrase and a damaged file are told apart, and nothing of a file that was
 * changed, cut off or put together from two is ever given out. Format 1, which every later version
 * reads; numbers are unsigned, the most significant byte first:
 *
 *   offset  bytes  what
 *        0     16  "BasisBook sealed"
 *       16      1  format: 1
 *       17      1  scrypt's cost N as a power of two: 17 is 131,072
 *       18      1  scrypt's block size r
 *       19      1  scrypt's parallelism p
 *       20      4  how many bytes of the content a chunk has; the last one may have fewer
 *       24     32  scrypt's salt, drawn anew for each file
 *       56      7  how every nonce begins, drawn anew for each file
 *       63     16  the first bytes of HMAC-SHA-256, under the second key, over bytes 0 to 62
 *       79      8  the first bytes of SHA-256 over bytes 0 to 78: is the header itself whole?
 *       87         chunk after chunk, each followed by its tag of 16 bytes
 *
 * scrypt is asked for 64 bytes: the key of AES-256, then the key of the HMAC. The passphrase goes in as
 * UTF-8 in Unicode's form NFC. The nonce of a chunk is the 7 bytes, the chunk's number from 0 in 4 bytes,
 * and 1 in a byte for the last chunk, 0 for the others. The header's 87 bytes are authenticated with
 * each chunk. An empty content is one empty chunk.
 *
 * Example: a book of 168,000 bytes is a file of 168,135: 87 for the header and 16 for each of 3 chunks.
 * Not handled: a passphrase that was forgotten. Nobody can open the file then.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  randomBytes,
  scryptSync,
  timingSafeEqual,
} from 'node:crypto';
import { BookError } from './book-error.ts';

const MAGIC = Buffer.from('BasisBook sealed', 'latin1');
const FORMAT = 1;
const CIPHER = 'aes-256-gcm';
const CHUNK_BYTES = 65_536;
const TAG_BYTES = 16;
const PROOF_AT = 63;
const SUM_AT = 79;
const HEADER_BYTES = 87;
const NONCE_AT = 56;
const COST = { log2N: 17, r: 8, p: 1 } as const;
/** SECURITY: a file of somebody else's making must not take all memory. */
const MOST = { log2N: 20, r: 16, p: 4, chunk: 2 ** 26 } as const;

/** What a file of this format begins with. */
export function isSealed(bytes: Uint8Array): boolean {
  return MAGIC.equals(bytes.subarray(0, MAGIC.length));
}

interface Cost {
  readonly log2N: number;
  readonly r: number;
  readonly p: number;
}

function keysOf(passphrase: string, salt: Buffer, { log2N, r, p }: Cost): [Buffer, Buffer] {
  const N = 2 ** log2N;
  const both = scryptSync(passphrase.normalize('NFC'), salt, 64, {
    N,
    r,
    p,
    // What it needs is 128 * N * r; Node's own limit is lower.
    maxmem: 128 * r * (N + p) + 2 ** 20,
  });
  return [both.subarray(0, 32), both.subarray(32)];
}

const proofOf = (key: Buffer, header: Buffer): Buffer =>
  createHmac('sha256', key).update(header.subarray(0, PROOF_AT)).digest().subarray(0, 16);

const sumOf = (header: Buffer): Buffer =>
  createHash('sha256').update(header.subarray(0, SUM_AT)).digest().subarray(0, 8);

function nonceOf(header: Buffer, chunk: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  header.copy(nonce, 0, NONCE_AT, PROOF_AT);
  nonce.writeUInt32BE(chunk, 7);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** The sealed file of a content. The passphrase is not empty. */
export function seal(content: Uint8Array, passphrase: string): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(header);
  header.set([FORMAT, COST.log2N, COST.r, COST.p], 16);
  header.writeUInt32BE(CHUNK_BYTES, 20);
  const salt = randomBytes(32);
  salt.copy(header, 24);
  randomBytes(7).copy(header, NONCE_AT);
  const [key, proofKey] = keysOf(passphrase, salt, COST);
  proofOf(proofKey, header).copy(header, PROOF_AT);
  sumOf(header).copy(header, SUM_AT);
  const parts: Buffer[] = [header];
  const last = Math.max(0, Math.ceil(content.length / CHUNK_BYTES) - 1);
  for (let chunk = 0; chunk <= last; chunk++) {
    const cipher = createCipheriv(CIPHER, key, nonceOf(header, chunk, chunk === last), {
      authTagLength: TAG_BYTES,
    });
    cipher.setAAD(header);
    const plain = content.subarray(chunk * CHUNK_BYTES, (chunk + 1) * CHUNK_BYTES);
    parts.push(cipher.update(plain), cipher.final(), cipher.getAuthTag());
  }
  return Buffer.concat(parts);
}

function damagedSeal(path: string, reason: string): BookError {
  return new BookError(
    'not-a-book',
    `The sealed copy "${path}" is damaged: ${reason}. Use another copy, and keep this file.`,
  );
}

/** What the header says; `path` names the file in the errors. */
function requireHeader(bytes: Buffer, path: string): Cost & { readonly chunkBytes: number } {
  if (bytes.length < HEADER_BYTES + TAG_BYTES) throw damagedSeal(path, 'it was cut off');
  if (!sumOf(bytes).equals(bytes.subarray(SUM_AT, HEADER_BYTES))) {
    throw damagedSeal(path, 'its beginning is not what was written');
  }
  const [format = 0, log2N = 0, r = 0, p = 0] = bytes.subarray(16, 20);
  if (format > FORMAT) {
    throw new BookError(
      'book-newer',
      `The sealed copy "${path}" was written by a newer BasisBook (format ${format}). ` +
        'Update BasisBook, then try again.',
    );
  }
  const chunkBytes = bytes.readUInt32BE(20);
  const isPossible =
    log2N >= 1 && log2N <= MOST.log2N && r >= 1 && r <= MOST.r && p >= 1 && p <= MOST.p;
  if (!isPossible || chunkBytes === 0 || chunkBytes > MOST.chunk) {
    throw damagedSeal(path, 'its beginning asks for what no copy needs');
  }
  return { log2N, r, p, chunkBytes };
}

/**
 * The content of a sealed file; `path` names it in the errors. Throws BookError `wrong-passphrase`
 * (also where there is none), `not-a-book` for a damaged file, `book-newer`.
 */
export function unseal(bytes: Buffer, passphrase: string | null, path: string): Buffer {
  const { chunkBytes, ...cost } = requireHeader(bytes, path);
  if (passphrase === null) {
    throw new BookError(
      'wrong-passphrase',
      `The copy "${path}" is sealed with a passphrase. Give the passphrase, then try again.`,
    );
  }
  const header = bytes.subarray(0, HEADER_BYTES);
  const [key, proofKey] = keysOf(passphrase, bytes.subarray(24, NONCE_AT), cost);
  if (!timingSafeEqual(proofOf(proofKey, header), header.subarray(PROOF_AT, SUM_AT))) {
    throw new BookError(
      'wrong-passphrase',
      `This is not the passphrase of the copy "${path}". The file itself is as it was written; ` +
        'check the passphrase, then try again.',
    );
  }
  const whole = chunkBytes + TAG_BYTES;
  const last = Math.max(0, Math.ceil((bytes.length - HEADER_BYTES) / whole) - 1);
  const parts: Buffer[] = [];
  for (let chunk = 0; chunk <= last; chunk++) {
    const from = HEADER_BYTES + chunk * whole;
    parts.push(openChunk(bytes.subarray(from, from + whole), key, header, chunk, chunk === last));
  }
  return Buffer.concat(parts);

  function openChunk(
    sealed: Buffer,
    withKey: Buffer,
    head: Buffer,
    chunk: number,
    isLast: boolean,
  ): Buffer {
    try {
      const tagAt = sealed.length - TAG_BYTES;
      const decipher = createDecipheriv(CIPHER, withKey, nonceOf(head, chunk, isLast), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(head);
      decipher.setAuthTag(sealed.subarray(tagAt));
      return Buffer.concat([decipher.update(sealed.subarray(0, tagAt)), decipher.final()]);
    } catch {
      throw damagedSeal(path, `part ${chunk + 1} of ${last + 1} is not what was written`);
    }
  }
}

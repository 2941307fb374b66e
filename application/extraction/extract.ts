/**
 * A file's bytes to text, whatever the file is: in a thread of its own, that has so much time and memory
 * and no more. A PDF that unpacks without end ends with the thread.
 *
 * The caller waits: handlers run within a transaction and the command line has nothing else to do. The
 * window does not, because the application has a thread of its own.
 * Plain text needs no thread.
 */
import {
  MessageChannel,
  receiveMessageOnPort,
  Worker,
  type MessagePort,
} from 'node:worker_threads';
import { withTabs } from '../../formats/documents/source/delimited-text.ts';
import { decodeDocument } from '../../formats/documents/source/decode.ts';
import {
  isHtml,
  sourceKind,
  type ExtractedText,
} from '../../formats/documents/source/extract-text.ts';

export interface ExtractionData {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly signal: SharedArrayBuffer;
  readonly port: MessagePort;
}

/** No file may take longer, with what the reading of its text takes within ten seconds. */
const MOST_MILLISECONDS = 7000;
const MOST_MEGABYTES = 320;
const LARGEST_BYTES = 20 * 1024 * 1024;

/** The thread's program beside this file, or beside what was built of it. */
function entry(): URL {
  const here = import.meta.url;
  if (here.endsWith('.ts')) return new URL('./extraction-thread.ts', here);
  return new URL(/\/parts\/[^/]+$/.test(here) ? '../extraction.js' : './extraction.js', here);
}

interface ExtractionLimits {
  readonly milliseconds?: number;
  readonly megabytes?: number;
}

function inThread(
  bytes: Uint8Array,
  fileName: string,
  { milliseconds = MOST_MILLISECONDS, megabytes = MOST_MEGABYTES }: ExtractionLimits,
): ExtractedText {
  const signal = new SharedArrayBuffer(4);
  const { port1, port2 } = new MessageChannel();
  const data: ExtractionData = { bytes, fileName, signal, port: port2 };
  const worker = new Worker(entry(), {
    workerData: data,
    transferList: [port2],
    resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 32 },
    stdout: true,
    stderr: true,
  });
  // Its end by a limit is no fault of the program.
  worker.on('error', () => undefined);
  worker.unref();
  Atomics.wait(new Int32Array(signal), 0, 0, milliseconds);
  const received = receiveMessageOnPort(port1) as { message: ExtractedText } | undefined;
  void worker.terminate();
  port1.close();
  return (
    received?.message ?? {
      ok: false,
      message: `${fileName} takes more time or memory than a release can need, so it was not read; open it in its own program, copy the text of the release and paste it here.`,
    }
  );
}

/** The file that was read in a thread last: it is asked for its kind first, and then read. */
let last: { bytes: Uint8Array; fileName: string; extracted: ExtractedText } | undefined;

function onceInThread(bytes: Uint8Array, fileName: string): ExtractedText {
  const isLast = last?.fileName === fileName && Buffer.compare(last.bytes, bytes) === 0;
  if (last && isLast) return last.extracted;
  const extracted = inThread(bytes, fileName, {});
  // What took too long once may not a second time.
  if (extracted.ok) last = { bytes, fileName, extracted };
  return extracted;
}

/** The text of a file, or a sentence that says why it has none and what to do. */
export function extractFile(
  bytes: Uint8Array,
  fileName: string,
  limits?: ExtractionLimits,
): ExtractedText {
  if (bytes.length > LARGEST_BYTES) {
    const decoded = decodeDocument(bytes, fileName);
    return decoded.ok ? { ok: true, text: decoded.text, kind: 'text' } : decoded;
  }
  if (sourceKind(bytes, fileName) === 'text') {
    const decoded = decodeDocument(bytes, fileName);
    if (!decoded.ok) return decoded;
    if (!isHtml(decoded.text)) return { ok: true, text: withTabs(decoded.text), kind: 'text' };
  }
  return limits ? inThread(bytes, fileName, limits) : onceInThread(bytes, fileName);
}

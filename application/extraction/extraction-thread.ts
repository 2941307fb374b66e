/**
 * The program of the thread in which a file becomes text. It lives as long as one file takes; a file
 * that takes too long or too much is ended with it.
 */
import { workerData } from 'node:worker_threads';
import { extractText, type ExtractedText } from '../../formats/documents/source/extract-text.ts';
import { countBuffers } from './counted-buffers.ts';
import type { ExtractionData } from './extract.ts';

const { bytes, fileName, signal, port } = workerData as ExtractionData;
const flag = new Int32Array(signal);

function answer(extracted: ExtractedText): void {
  port.postMessage(extracted);
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
}

countBuffers(() =>
  answer({
    ok: false,
    message: `${fileName} unpacks to more than a release can have, so it was not read; open it in its own program, copy the text of the release and paste it here.`,
  }),
);
answer(await extractText(bytes, fileName));

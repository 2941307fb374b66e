/**
 * The program of the thread in which a file becomes text. It lives as long as one file takes; a file
 * that takes too long or too much is ended with it.
 */
import { workerData } from 'node:worker_threads';
import { extractText } from '../../formats/documents/source/extract-text.ts';
import type { ExtractionData } from './extract.ts';

const { bytes, fileName, signal, port } = workerData as ExtractionData;
const flag = new Int32Array(signal);

port.postMessage(await extractText(bytes, fileName));
Atomics.store(flag, 0, 1);
Atomics.notify(flag, 0);

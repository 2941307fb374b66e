/**
 * Everything of a year for an accountant, in one file: the paper, the tables, what a tax program reads with the
 * page on what it cannot carry, and the text of every document that the figures rest on.
 */
import { strToU8, zipSync } from 'fflate';
import { csvFiles } from './csv-files.ts';
import type { YearMaterial } from './material.ts';
import { txfFile } from './txf.ts';
import { txfPage } from './txf-left.ts';

interface DocumentText {
  /** What the user knows it by. */
  readonly name: string;
  readonly text: string;
}

/** A name that every system takes for a file, in one folder with others of its kind. */
function fileName(name: string, taken: Set<string>): string {
  const plain =
    name
      .normalize('NFC')
      .replace(/[^\p{L}\p{N}._ -]+/gu, '_')
      .replace(/^[. ]+|[. ]+$/g, '')
      .slice(0, 80) || 'document';
  const stem = plain.replace(/\.(?:txt|text)$/i, '');
  for (let number = 1; ; number++) {
    const own = `${stem}${number === 1 ? '' : ` (${number})`}.txt`;
    if (taken.has(own.toLowerCase())) continue;
    taken.add(own.toLowerCase());
    return own;
  }
}

/** The files of the folder by their paths, the paper as it was written. */
export function accountantZip(
  material: YearMaterial,
  pdf: Uint8Array,
  documents: readonly DocumentText[],
): Uint8Array {
  const { report, stamp } = material;
  const { text, left } = txfFile({ ...material, ...stamp });
  const taken = new Set<string>();
  const files: [path: string, bytes: Uint8Array][] = [
    [`tax-year-${report.taxYear}.pdf`, pdf],
    [`tax-year-${report.taxYear}.txf`, strToU8(text)],
    ['what-the-txf-file-does-not-carry.txt', strToU8(txfPage(report.taxYear, left))],
    ...csvFiles(material).map((file): [string, Uint8Array] => [
      `tables/${file.name}`,
      strToU8(file.text),
    ]),
    ...documents.map((document): [string, Uint8Array] => [
      `documents/${fileName(document.name, taken)}`,
      strToU8(document.text),
    ]),
  ];
  const folder = `basisbook-${report.taxYear}`;
  // The same facts give the same file; noon, so that no zone makes it another day.
  const mtime = new Date(`${stamp.madeOn}T12:00:00Z`);
  return zipSync(Object.fromEntries(files.map(([path, bytes]) => [`${folder}/${path}`, bytes])), {
    mtime,
  });
}

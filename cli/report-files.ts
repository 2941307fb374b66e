/** `report --format csv|txf --out`: the year as files for a tax program, a spreadsheet, an accountant. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { csvFiles } from '../formats/reports/csv-files.ts';
import type { YearMaterial } from '../formats/reports/material.ts';
import { txfFile } from '../formats/reports/txf.ts';
import { txfPage } from '../formats/reports/txf-left.ts';
import { InputRefused } from './errors.ts';
import { writeOutput } from './files.ts';
import type { Io } from './io.ts';
import { writeFolder } from './report-folder.ts';

export type FileFormat = 'csv' | 'txf';

/** How a file of ours begins: what begins otherwise is somebody else's, and is not written over. */
const BEGINS: Readonly<Record<Exclude<FileFormat, 'csv'>, RegExp>> = {
  txf: /^V\d{3}\r?\nABasisBook /,
};
const HEAD_BYTES = 64;

function requireOwnFile(io: Io, file: string, begins: RegExp): void {
  const path = resolve(io.cwd, file);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() !== true || stats.size === 0) return;
  const head = Buffer.alloc(HEAD_BYTES);
  const descriptor = openSync(path, 'r');
  try {
    readSync(descriptor, head, 0, HEAD_BYTES, 0);
  } finally {
    closeSync(descriptor);
  }
  if (begins.test(head.toString('latin1'))) return;
  throw InputRefused.of(
    file,
    'There is a file that BasisBook did not write. Nothing was written. Name another file.',
  );
}

/** Writes the files and says what was written. Throws InputRefused. */
export function writeReportFiles(
  io: Io,
  format: FileFormat,
  out: string,
  material: YearMaterial,
): void {
  const { report, stamp } = material;
  switch (format) {
    case 'csv': {
      const files = csvFiles(material);
      writeFolder(io, out, files);
      io.stdout(`${out}: tax year ${report.taxYear}, ${files.length - 1} tables\n`);
      return;
    }
    case 'txf': {
      requireOwnFile(io, out, BEGINS.txf);
      const { text, left } = txfFile({ ...material, ...stamp });
      writeOutput(io, out, [text]);
      io.stdout(`${out}: written\n\n${txfPage(report.taxYear, left)}`);
      return;
    }
  }
}

/** `report --format csv|txf|pdf --out`: the year as files for a tax program, a spreadsheet, an accountant. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { csvFiles } from '../formats/reports/csv-files.ts';
import type { YearMaterial } from '../formats/reports/material.ts';
import { txfFile } from '../formats/reports/txf.ts';
import { txfPage } from '../formats/reports/txf-left.ts';
import { InputRefused } from './errors.ts';
import { readInput, writeOutput } from './files.ts';
import type { Io } from './io.ts';
import { writeFolder } from './report-folder.ts';

export type FileFormat = 'csv' | 'txf' | 'pdf';

/** What a file of ours says of itself: one that does not is somebody else's, and is not written over. */
const OURS: Readonly<Record<Exclude<FileFormat, 'csv'>, RegExp>> = {
  txf: /^V\d{3}\r?\nABasisBook /,
  pdf: /^%PDF-[^]*<xmp:CreatorTool>BasisBook /,
};

function requireOwnFile(io: Io, file: string, ours: RegExp): void {
  const path = resolve(io.cwd, file);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() !== true || stats.size === 0) return;
  if (ours.test(Buffer.from(readInput(io, file)).toString('latin1'))) return;
  throw InputRefused.of(
    file,
    'There is a file that BasisBook did not write. Nothing was written. Name another file.',
  );
}

/** Writes the files and says what was written. Throws InputRefused. */
export async function writeReportFiles(
  io: Io,
  format: FileFormat,
  out: string,
  material: YearMaterial,
): Promise<void> {
  const { report, stamp } = material;
  switch (format) {
    case 'csv': {
      const files = csvFiles(material);
      writeFolder(io, out, files);
      io.stdout(`${out}: tax year ${report.taxYear}, ${files.length - 1} tables\n`);
      return;
    }
    case 'txf': {
      requireOwnFile(io, out, OURS.txf);
      const { text, left } = txfFile({ ...material, ...stamp });
      writeOutput(io, out, [text]);
      io.stdout(`${out}: written\n\n${txfPage(report.taxYear, left)}`);
      return;
    }
    case 'pdf': {
      requireOwnFile(io, out, OURS.pdf);
      // What writes PDF, and its letters, are loaded where one is written.
      const { yearPdf } = await import('../formats/reports/pdf/year-pdf.ts');
      const { reportFonts } = await import('../resources/fonts.ts');
      writeOutput(io, out, [yearPdf(material, reportFonts)]);
      io.stdout(`${out}: tax year ${report.taxYear}\n`);
      return;
    }
  }
}

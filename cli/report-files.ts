/** `report --format csv|txf|pdf --out`: the year as files for a tax program, a spreadsheet, an accountant. */
import { csvFiles } from '../formats/reports/csv-files.ts';
import type { YearMaterial } from '../formats/reports/material.ts';
import { txfFile } from '../formats/reports/txf.ts';
import { txfPage } from '../formats/reports/txf-left.ts';
import type { Io } from './io.ts';
import { writeOutput } from './outputs.ts';
import { writeFolder } from './report-folder.ts';

export type FileFormat = 'csv' | 'txf' | 'pdf';

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
      const { text, left } = txfFile({ ...material, ...stamp });
      writeOutput(io, out, 'report', [text]);
      io.stdout(`${out}: written\n\n${txfPage(report.taxYear, left)}`);
      return;
    }
    case 'pdf': {
      // What writes PDF, and its letters, are loaded where one is written.
      const { yearPdf } = await import('../formats/reports/pdf/year-pdf.ts');
      const { reportFonts } = await import('../resources/fonts.ts');
      writeOutput(io, out, 'report', [yearPdf(material, reportFonts)]);
      io.stdout(`${out}: tax year ${report.taxYear}\n`);
      return;
    }
  }
}

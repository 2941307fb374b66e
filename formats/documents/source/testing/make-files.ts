/** Small files of every kind, made for tests; nothing but tests imports this. */
import { strToU8, zipSync } from 'fflate';

export interface PdfText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
}

function escaped(text: string): string {
  return text.replace(/[\\()]/g, (character) => `\\${character}`);
}

/** A PDF with these texts on its pages, in the built-in Courier. */
export function makePdf(pages: readonly (readonly PdfText[])[]): Uint8Array {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add('');
  const font = add(
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>',
  );
  const kids: number[] = [];
  for (const page of pages) {
    const stream = page
      .map(
        ({ text, x, y, size = 10 }) =>
          `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${escaped(text)}) Tj ET`,
      )
      .join('\n');
    const content = add(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`);
    kids.push(
      add(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 792 612] /Contents ${content} 0 R /Resources << /Font << /F1 ${font} 0 R >> >> >>`,
      ),
    );
  }
  objects[1] = `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`;
  let file = '%PDF-1.4\n';
  const places: number[] = [];
  objects.forEach((body, i) => {
    places.push(file.length);
    file += `${i + 1} 0 obj\n${body}\nendobj\n`;
  });
  const start = file.length;
  const entry = (place: number): string => `${String(place).padStart(10, '0')} 00000 n \n`;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map(entry).join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(file);
}

/** Lines of aligned text as a page: each piece at the place of its column. */
export function pageOf(lines: readonly string[]): PdfText[] {
  return lines.flatMap((line, i) =>
    [...line.matchAll(/\S+(?: \S+)*/g)].map((match) => ({
      text: match[0],
      x: 36 + match.index * 6,
      y: 560 - i * 14,
    })),
  );
}

export type WorkbookCell = string | { readonly number: string; readonly style: number };

/** Styles by place: as it is, "0.0%", "$0.0000", a day, "0.000000", "0.00%", "$0.000000", "0.0000%". */
const STYLES = `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="0.0%"/><numFmt numFmtId="171" formatCode="&quot;$&quot;0.0000"/><numFmt numFmtId="172" formatCode="0.000000"/><numFmt numFmtId="173" formatCode="&quot;$&quot;0.000000"/><numFmt numFmtId="174" formatCode="0.0000%"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="14"/><xf numFmtId="172"/><xf numFmtId="10"/><xf numFmtId="173"/><xf numFmtId="174"/></cellXfs></styleSheet>`;

function xmlText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

/** A workbook with one sheet. */
export function makeWorkbook(name: string, rows: readonly (readonly WorkbookCell[])[]): Uint8Array {
  return makeSheets([{ name, rows }]);
}

interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly WorkbookCell[])[];
}

/** A workbook with these sheets. */
export function makeSheets(sheets: readonly Sheet[]): Uint8Array {
  const strings: string[] = [];
  const letter = (column: number): string => String.fromCharCode(65 + column);
  const sheetOf = ({ rows }: Sheet): string =>
    rows
      .map((row, r) => {
        const cells = row.map((cell, c) => {
          const at = `${letter(c)}${r + 1}`;
          if (cell === '') return '';
          if (typeof cell === 'string') {
            strings.push(cell);
            return `<c r="${at}" t="s"><v>${strings.length - 1}</v></c>`;
          }
          return `<c r="${at}" s="${cell.style}"><v>${cell.number}</v></c>`;
        });
        return `<row r="${r + 1}">${cells.join('')}</row>`;
      })
      .join('');
  const parts = sheets.map((sheet, i) => [
    `xl/worksheets/sheet${i + 1}.xml`,
    strToU8(`<worksheet><sheetData>${sheetOf(sheet)}</sheetData></worksheet>`),
  ]);
  const listed = sheets.map(
    ({ name }, i) => `<sheet name="${xmlText(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  const targets = sheets.map(
    (_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`,
  );
  return zipSync({
    'xl/workbook.xml': strToU8(
      `<workbook xmlns:r="r"><sheets>${listed.join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(`<Relationships>${targets.join('')}</Relationships>`),
    'xl/styles.xml': strToU8(STYLES),
    'xl/sharedStrings.xml': strToU8(
      `<sst>${strings.map((text) => `<si><t>${xmlText(text)}</t></si>`).join('')}</sst>`,
    ),
    ...Object.fromEntries(parts),
  });
}

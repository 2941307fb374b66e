/** What the files of a year are written from: figures of the engine, and what is said of their making. */
import type { FormMap } from '../../tax/facts/forms.ts';
import type { LotState } from '../../tax/lots/figures.ts';
import type { PayerForm } from '../../tax/report/form-boxes.ts';
import type { ReturnLines } from '../../tax/report/return-lines.ts';
import type { SaleStyle } from '../../tax/report/return-line-map.ts';
import type { SaleRow } from '../../tax/report/sale-rows.ts';
import type { SourceOfYear } from '../../tax/report/sources.ts';
import type { YearReport } from '../../tax/report/year-report.ts';
import type { Day } from '../../tax/values/days.ts';

/** A document with the digest of its text, where the text is at hand. */
export interface SourceRow extends SourceOfYear {
  /** SHA-256, 64 hexadecimal digits. */
  readonly sha256: string | null;
}

/** By which a reader can tell whether two files were made from the same facts. */
interface Stamp {
  /** Of the program. */
  readonly version: string;
  readonly madeOn: Day;
  /** SHA-256 of all facts of the book, whatever their ids. */
  readonly bookHash: string;
  /** SHA-256 of the digests of the documents that the year rests on. */
  readonly documentsHash: string;
}

export interface YearMaterial {
  /** Of the accounts that are asked for. */
  readonly report: YearReport;
  /** The account that is asked for alone; null for all. */
  readonly account: string | null;
  /** The lots as they stood at the end of the year before. */
  readonly before: readonly LotState[];
  readonly form: FormMap | null;
  readonly lines: ReturnLines;
  /** The rows of the year's form for sales, to the cent, also where no lines are mapped. */
  readonly rows: readonly SaleRow[];
  readonly style: SaleStyle;
  /** Where the form for sales is described. */
  readonly styleSource: string | null;
  readonly payers: readonly PayerForm[];
  readonly sources: readonly SourceRow[];
  readonly stamp: Stamp;
}

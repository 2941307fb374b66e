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
import type { Cents } from '../../tax/values/money.ts';
import type { BrokerSale } from '../../tax/reconcile/broker-forms.ts';

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
  /** SHA-256 of what was typed of the year's forms of brokers; null where nothing was. */
  readonly formsHash: string | null;
}

/** A figure of a broker's form: whose, on which version, and where on it. */
interface FormPlaceOfYear {
  readonly account: string;
  /** Null for the form of a whole account. */
  readonly payer: string | null;
  /** 1 is the original, 2 the first corrected form. */
  readonly version: number;
  readonly form: string;
  /** Of Form 1099-B, from 1. */
  readonly row: number | null;
  readonly field: string;
  readonly theirs: Cents | null;
  /** Null where the book has nothing to compare with. */
  readonly ours: Cents | null;
}

/** A figure that the holder typed from a form, beside ours. */
export interface TypedFigure extends FormPlaceOfYear {
  readonly receivedOn: Day | null;
  /** The row of Form 1099-B that it is of. */
  readonly sale: BrokerSale | null;
  readonly security: string | null;
  /** Theirs less ours. */
  readonly difference: Cents | null;
  readonly agrees: boolean;
  /** Why the holder accepted the difference. */
  readonly reason: string | null;
}

/** A difference that was accepted, with both figures as they were then. */
export interface AcceptedFigure extends FormPlaceOfYear {
  readonly reason: string;
  /** Whether both figures are still those. */
  readonly holds: boolean;
}

/** A figure of the return as it was filed and as it is now. */
export interface FiledFigureOfYear {
  readonly filedOn: Day | null;
  readonly label: string;
  readonly filed: Cents | null;
  readonly now: Cents;
  /** Now less filed. */
  readonly difference: Cents;
}

/** What the holder kept of a year beside the book's own figures. */
export interface KeptOfYear {
  readonly typed: readonly TypedFigure[];
  readonly accepted: readonly AcceptedFigure[];
  readonly filed: readonly FiledFigureOfYear[];
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
  readonly kept: KeptOfYear;
  readonly stamp: Stamp;
}

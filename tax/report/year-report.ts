/**
 * The figures of one tax year, as exact values. `formats/` turns them into the published JSON and
 * the table for a person; the meaning of each field is that of the published interface.
 */
import type { BoxMeaning } from '../facts/forms.ts';
import type { Notice } from '../facts/notices.ts';
import type {
  ExcessGain,
  HoldingPeriod,
  KeptGain,
  LiquidatingPayment,
  LotState,
  Payment,
  ProvisionalCash,
  SalePiece,
  UncountedPart,
} from '../lots/figures.ts';
import type { Cents } from '../values/money.ts';

import type { YearState } from '../facts/year-state.ts';

export interface FormBox {
  readonly box: string;
  readonly meaning: BoxMeaning;
  readonly caption: string;
  readonly amount: Cents;
}

export interface AccountForm {
  readonly accountId: string;
  readonly account: string;
  readonly taxDeferred: boolean;
  readonly form1099Div: readonly FormBox[];
}

export interface YearReport {
  readonly taxYear: number;
  readonly form1099Div: readonly FormBox[];
  readonly accounts: readonly AccountForm[];
  readonly payments: readonly Payment[];
  readonly lots: readonly LotState[];
  readonly sales: readonly SalePiece[];
  readonly excessGains: readonly ExcessGain[];
  /** In order of the entries. */
  readonly liquidations: readonly LiquidatingPayment[];
  readonly keptGains: readonly KeptGain[];
  /** Of the year's payments with a qualified or section 199A part: lot by lot. */
  readonly holdingPeriods: readonly HoldingPeriod[];
  readonly uncountedParts: readonly UncountedPart[];
  readonly provisional: readonly ProvisionalCash[];
  /** Of every security and every year in which shares of it were held, up to this one. */
  readonly yearStates: readonly YearState[];
  readonly notices: readonly Notice[];
}

/** What the form can say of a kind of entry. */
import type { Action, FurtherPart } from '../../../application/contract.ts';

export interface Labelled {
  readonly label: string;
  readonly hint?: string;
  readonly optional?: true;
}

/** A part that few kinds have. */
export interface FurtherWords extends Labelled {
  /** Not asked for where that mark is set. */
  readonly unless?: FurtherPart;
}

/** The other security or account of an entry. */
interface OtherSide extends Labelled {
  /** What is ticked first where most entries of the kind have no other side, and no shares then. */
  readonly asked?: Labelled;
}

interface RatioWords extends Labelled {
  readonly hint: string;
  readonly newWords: string;
  readonly oldWords: string;
}

/** How the form speaks of a kind. A part without words of its own has the plain ones. */
export interface KindWords {
  readonly action: Action;
  /** In the choice "What happened". */
  readonly label: string;
  /** One line under the choice. */
  readonly help: string;
  /** What is good to know before the fields are filled in. */
  readonly notes: readonly string[];
  readonly date: Labelled;
  readonly security: Labelled;
  readonly account: string;
  readonly shares?: Labelled;
  readonly amount?: Labelled;
  readonly to?: OtherSide;
  readonly ratio?: RatioWords;
  readonly percent?: Labelled;
  /** Another day of acquisition than that of the entry; without words it is not asked for. */
  readonly acquired?: Labelled;
  readonly further?: Readonly<Partial<Record<FurtherPart, FurtherWords>>>;
}

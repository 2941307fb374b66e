/**
 * Causes, tried: what the forms would show with them, and how that compares with what they show.
 *
 * Every figure comes from a run of the engine on the changed book. Where a book is so large that not all can
 * be tried, the trial says so.
 */
import type { Watch } from '../lots/pass-result.ts';
import type { Field } from './broker-forms.ts';
import type { BrokerView, Figure, Practice } from './broker-view.ts';
import type { Cause, CauseCode, Setting } from './cause.ts';

/** Entries that all runs of one comparison go through together, at most. */
const MOST_WORK = 4_000_000;

/** Changed books of as many entries are kept while causes are tried. */
const MOST_TO_KEEP = 500;

/** What changes how forms are made, and nothing of the facts. */
const OF_THE_FORM: ReadonlySet<CauseCode> = new Set<CauseCode>([
  'rounding',
  'total-without-1250',
  'holding-period-applied',
]);

/** What some causes do together, beside what is there before them. */
export interface Tried {
  readonly causes: readonly Cause[];
  readonly figures: readonly Figure[];
  /** Places of the fields that they change. */
  readonly changed: readonly number[];
  /** Of those, the ones that differed and agree now. */
  readonly fixed: readonly number[];
  /** Whether every field that they change agrees with the form. */
  readonly isExact: boolean;
  /** Whether nothing differs any more. */
  readonly isComplete: boolean;
}

export class Trial {
  readonly setting: Setting;
  readonly #view: BrokerView;
  readonly #ours: readonly Practice[];
  readonly #watch: Watch | undefined;
  readonly #made = new Map<Cause, Map<Practice, Practice>>();
  readonly ours: readonly Figure[];

  constructor(setting: Setting, view: BrokerView, watch?: Watch) {
    this.setting = setting;
    this.#view = view;
    this.#watch = watch;
    this.#ours = setting.groups.map(({ practice }) => practice);
    this.ours = setting.ours;
  }

  /** The comparison of other fields, or with another view, as far as this one is watched. */
  with(setting: Setting, view: BrokerView): Trial {
    return new Trial(setting, view, this.#watch);
  }

  /** Whether there is no time for more. */
  get isOver(): boolean {
    return this.#view.work > MOST_WORK;
  }

  get fields(): readonly Field[] {
    return this.setting.fields;
  }

  figuresWith(causes: readonly Cause[]): readonly Figure[] {
    // What leaves the facts as they are comes last, so that runs over them serve again.
    const ordered = causes.toSorted(
      (a, b) => Number(OF_THE_FORM.has(a.code)) - Number(OF_THE_FORM.has(b.code)),
    );
    const practices = this.#ours.map((ours, place) =>
      ordered.reduce(
        (practice, cause) =>
          cause.groups.includes(place) ? this.#changed(practice, cause) : practice,
        ours,
      ),
    );
    return this.#view.figuresOf(practices);
  }

  /** Our practice with a cause, made once: its runs serve each pair that the cause is the first of. */
  #changed(practice: Practice, cause: Cause): Practice {
    if (!this.#ours.includes(practice)) return cause.change(practice);
    const own = this.#made.get(cause) ?? new Map<Practice, Practice>();
    const known = own.get(practice) ?? cause.change(practice);
    if (practice.facts.transactions.length <= MOST_TO_KEEP) {
      own.set(practice, known);
      this.#made.set(cause, own);
    }
    return known;
  }

  agrees(place: number, figures: readonly Figure[]): boolean {
    return figures[place] === this.fields[place]?.theirs;
  }

  /** Tries causes on top of others. */
  try(causes: readonly Cause[], before: readonly Cause[] = []): Tried {
    this.#watch?.step(Math.min(this.#view.work, MOST_WORK), MOST_WORK);
    const from = before.length === 0 ? this.ours : this.figuresWith(before);
    const figures = this.figuresWith([...before, ...causes]);
    const places = this.fields.map((_, place) => place);
    const changed = places.filter((place) => figures[place] !== from[place]);
    return {
      causes,
      figures,
      changed,
      fixed: changed.filter((place) => this.agrees(place, figures) && !this.agrees(place, from)),
      isExact: changed.length > 0 && changed.every((place) => this.agrees(place, figures)),
      isComplete: places.every((place) => this.agrees(place, figures)),
    };
  }

  /** Theirs less ours, by place. */
  differences(figures: readonly Figure[]): readonly bigint[] {
    return this.fields.map(({ theirs }, place) => theirs - (figures[place] ?? 0n));
  }

  /** What a trial changed, by place. */
  effect({ figures }: Tried, from: readonly Figure[] = this.ours): readonly bigint[] {
    return figures.map((figure, place) => (figure ?? 0n) - (from[place] ?? 0n));
  }
}

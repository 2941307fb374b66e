/**
 * What was typed of a broker's forms. What can be read is kept in the book as soon as a field is left; what is
 * being typed, or cannot be read, stays here while the window is open, also when the screen is left.
 */
import { SvelteMap } from 'svelte/reactivity';
import { dayAsTyped } from '../../format/days.ts';
import type { BrokerForms, KeptVersion, OurForm, Problem } from './load.ts';

/** A row of Form 1099-B that stands beside none of our sales. */
type OtherRow = Omit<KeptVersion['sales'][number], 'place'>;

/** What stands in each field that is not empty. */
type Fields = Readonly<Record<string, string>>;

const SALE_FIELDS = ['proceeds', 'basis', 'washSale', 'reporting'] as const;

/** By the field that it is of: "box/2a", "sale/0/basis", "2439/1a", "received". */
function keptFields(version: KeptVersion | undefined): Fields {
  if (version === undefined) return {};
  const { boxes, form2439, sales, receivedOn } = version;
  const under = (prefix: string, amounts: Readonly<Record<string, string>>) =>
    Object.entries(amounts).map(([box, amount]): [string, string] => [`${prefix}/${box}`, amount]);
  const ofSales = sales.flatMap(({ place, ...row }) =>
    SALE_FIELDS.flatMap((name): [string, string][] => {
      const value = row[name];
      return place === null || value === null ? [] : [[`sale/${place}/${name}`, value]];
    }),
  );
  const received: [string, string][] =
    receivedOn === null ? [] : [['received', dayAsTyped(receivedOn)]];
  return Object.fromEntries([
    ...under('box', boxes),
    ...under('2439', form2439),
    ...ofSales,
    ...received,
  ]);
}

/** As the form prints it, without dollar signs and thousands separators. */
export function plainAmount(text: string): string {
  return text.replace(/[$,\s]/g, '');
}

/** One version of a form, whatever screen shows it: a save that waits its turn writes what is so by then. */
interface Shared {
  /** What is typed and not in the book yet. */
  readonly typed: SvelteMap<string, string>;
  /** As the book had it when it was last loaded. */
  kept: Fields;
}
const shared: Record<string, Shared> = {};

interface Settled {
  readonly typed: SvelteMap<string, string>;
  readonly field: string;
  readonly text: string;
  readonly save: number;
}

/** What was saved, and is still shown as it was typed. */
let settled: readonly Settled[] = [];
let saves = 0;

/** How many saves the book has: to be asked before a screen loads it. */
export function savesSoFar(): number {
  return saves;
}

/**
 * Forgets what was typed where the book has it: to be called with what a screen has loaded, and how many saves
 * there were when it began. What was saved while it loaded may not be in it, and is shown as it was typed.
 */
export function settleTyped(before: number): void {
  for (const { typed, field, text, save } of settled) {
    if (save <= before && typed.get(field) === text) typed.delete(field);
  }
  settled = settled.filter(({ save }) => save > before);
}

/** The fields of one version of a form: as they are in the book, and as they are being typed. */
export class TypedForm {
  readonly year: number;
  readonly form: OurForm;
  readonly version: number;
  readonly others: readonly OtherRow[];
  readonly #shared: Shared;

  constructor(year: number, form: OurForm, version: number) {
    const kept = form.versions.find((one) => one.version === version);
    this.year = year;
    this.form = form;
    this.version = version;
    this.others = (kept?.sales ?? [])
      .filter(({ place }) => place === null)
      .map(({ place: _, ...row }) => row);
    const key = JSON.stringify([year, form.account, form.payer, version]);
    this.#shared = shared[key] ??= { typed: new SvelteMap(), kept: {} };
    this.#shared.kept = keptFields(kept);
  }

  get #typed(): SvelteMap<string, string> {
    return this.#shared.typed;
  }

  get #kept(): Fields {
    return this.#shared.kept;
  }

  get(field: string): string {
    return this.#typed.get(field) ?? this.#kept[field] ?? '';
  }

  set(field: string, text: string): void {
    this.#typed.set(field, text);
  }

  /** Whether something was typed that the book does not have. */
  get isWaiting(): boolean {
    return [...this.#typed].some(([field, text]) => text !== (this.#kept[field] ?? ''));
  }

  /** What is in the fields now: what is kept of it is no longer only typed. */
  snapshot(): Fields {
    return Object.fromEntries(this.#typed);
  }

  /** The book has this now: `settleTyped` forgets it as soon as the screen shows what the book has. */
  settle(saved: Fields, unread: readonly string[]): void {
    saves += 1;
    const read = Object.entries(saved).filter(([field]) => !unread.includes(field));
    settled = [
      ...settled,
      ...read.map(([field, text]) => ({ typed: this.#typed, field, text, save: saves })),
    ];
  }

  clear(): void {
    this.#typed.clear();
    for (const field of Object.keys(this.#kept)) this.#typed.set(field, '');
  }

  #all(): [string, string][] {
    const all = { ...this.#kept, ...Object.fromEntries(this.#typed) };
    return Object.entries(all);
  }

  #under(prefix: string): Record<string, string> {
    return Object.fromEntries(
      this.#all()
        .filter(([field, text]) => field.startsWith(prefix) && plainAmount(text) !== '')
        .map(([field, text]) => [field.slice(prefix.length), plainAmount(text)]),
    );
  }

  /** The rows of Form 1099-B that say something, by their places in the list of our sales. */
  get rows(): readonly number[] {
    return this.form.sales.flatMap((_, place) =>
      Object.keys(this.#under(`sale/${place}/`)).length === 0 ? [] : [place],
    );
  }

  /** What the form shows. */
  forms(): BrokerForms {
    const sales = this.rows.flatMap((place) => {
      const own = this.form.sales[place];
      if (own === undefined) return [];
      const { security, sold, acquired, shares } = own;
      return [{ security, sold, acquired, shares, ...this.#under(`sale/${place}/`) }];
    });
    return {
      schema: 'basisbook/broker-forms@1',
      year: this.year,
      account: this.form.account,
      security: this.form.payer,
      form1099Div: this.#under('box/'),
      form1099B: [...sales, ...this.others] as BrokerForms['form1099B'],
      form2439: this.#under('2439/'),
    };
  }

  /** What is compared; null while nothing is typed. */
  compared(): BrokerForms | null {
    const { form1099Div, form1099B, form2439, ...rest } = this.forms();
    const figures = [form1099Div, form2439].flatMap((boxes) => Object.keys(boxes ?? {}));
    if (figures.length + (form1099B?.length ?? 0) === 0) return null;
    return { ...rest, form1099Div, form1099B, form2439 };
  }

  /** Fields of which something cannot be read. */
  unread(problems: readonly Problem[]): readonly string[] {
    return problems.flatMap(({ field }) => {
      const [, form, box] = /^form(1099Div|2439)\.(.+)$/.exec(field ?? '') ?? [];
      if (form !== undefined) return [`${form === '2439' ? '2439' : 'box'}/${box ?? ''}`];
      const [, row, name] = /^form1099B\[(\d+)\]\.(\w+)$/.exec(field ?? '') ?? [];
      const place = row === undefined ? undefined : this.rows[Number(row)];
      return place === undefined ? [] : [`sale/${place}/${name ?? ''}`];
    });
  }
}

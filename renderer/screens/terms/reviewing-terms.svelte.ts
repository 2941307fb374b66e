/** Terms under review: what is typed in their fields and answered, and what they would make of the lots. */
import { untrack } from 'svelte';
import { call } from '../../api/client.ts';
import { attempt } from '../../state/attempt.svelte.ts';
import { bookChanged } from '../../state/book.svelte.ts';
import { newestAct } from '../../state/history.svelte.ts';
import { Loading } from '../../state/loading.svelte.ts';
import { toast } from '../../state/toasts.svelte.ts';
import { counted } from '../../format/words.ts';
import { PASTED } from '../review/words.ts';
import type { TermsForm, TermsPreview, Typed } from './terms.ts';

/** How long typing pauses before it is looked at, in milliseconds. */
const PAUSE = 150;

export class ReviewingTerms {
  readonly fileName: string;
  form = $state.raw() as TermsForm;
  /** What stands in the fields; what is said of it may be a moment behind. */
  values = $state.raw<Typed>({});
  answers = $state.raw<Typed>({});
  busy = $state(false);
  refusal = $state('');
  readonly #preview = new Loading<TermsPreview>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(fileName: string, form: TermsForm) {
    this.fileName = fileName;
    this.form = form;
    this.values = Object.fromEntries(form.fields.map(({ key, value }) => [key, value]));
  }

  /** Null where the fields are not whole yet. */
  get preview(): TermsPreview | null {
    return this.form.whole ? (this.#preview.data ?? null) : null;
  }

  /** Reads anew what the terms would make; call it from an effect. */
  look(): void {
    const { form, given } = this;
    if (form.whole) untrack(() => this.#preview.run(() => call('terms.preview', given)));
  }

  get given() {
    return { fileName: this.fileName, text: this.form.text, answers: { ...this.answers } };
  }

  /** What the terms lack and an account needs; in a notice the field of that name is filled in instead. */
  get questions(): TermsPreview['questions'] {
    const all = this.preview?.questions ?? [];
    return all.filter(({ id }) => !this.asksInField(id));
  }

  asksInField(key: string): boolean {
    return this.form.notice !== null && this.form.fields.some((field) => field.key === key);
  }

  /** Why nothing can be applied now, where no question stands above that says it. */
  get obstacle(): string | null {
    const { preview } = this;
    const isAsked = preview?.questions.some(
      ({ answer, proposed }) => (answer ?? proposed) === null,
    );
    return preview === null || isAsked ? null : preview.obstacle;
  }

  get canApply(): boolean {
    return !this.busy && this.preview !== null && this.preview.obstacle === null;
  }

  answer(id: string, text: string): void {
    this.answers = { ...this.answers, [id]: text };
  }

  type(key: string, value: string): void {
    this.values = { ...this.values, [key]: value };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#reread(), PAUSE);
  }

  async #reread(): Promise<void> {
    const { values } = this;
    const outcome = await attempt(() =>
      call('terms.form', { text: this.form.text, values: { ...values } }),
    );
    if (this.values !== values) return;
    if (outcome.done) this.form = outcome.value;
    else this.refusal = outcome.refusal?.message ?? '';
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Makes the entries; false where that was refused, which `refusal` says. */
  async apply(): Promise<boolean> {
    const title = this.preview?.title ?? this.fileName;
    const isKept = this.preview?.beside === true;
    const given = {
      ...this.given,
      fileName: this.fileName === PASTED ? `${title}, pasted.txt` : this.fileName,
    };
    this.busy = true;
    this.refusal = '';
    const outcome = await attempt(() => call('terms.apply', given));
    if (!outcome.done) {
      this.busy = false;
      this.refusal = outcome.refusal?.message ?? '';
      return false;
    }
    await bookChanged();
    const { transactions } = outcome.value;
    const did = isKept
      ? 'kept beside the entries that are there.'
      : `${counted(transactions, 'entry was', 'entries were')} made.`;
    toast(`${title}: ${did}`, newestAct());
    return true;
  }
}

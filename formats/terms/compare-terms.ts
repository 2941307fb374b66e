/** Two versions of terms, field by field, in the order of the fields. */
import { TERMS_KEYS, type TermsKey } from './fields.ts';
import { TERMS_LABELS, valuesOf } from './form.ts';

interface ComparedField {
  readonly key: TermsKey;
  readonly label: string;
  /** Null where it is not said. */
  readonly before: string | null;
  readonly after: string | null;
}

/** Every field that one of them has. */
export function compareTerms(before: string, after: string): readonly ComparedField[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  return TERMS_KEYS.filter(
    (key) => key !== 'answer' && (old[key] !== undefined || now[key] !== undefined),
  ).map((key) => ({
    key,
    label: TERMS_LABELS[key],
    before: old[key] ?? null,
    after: now[key] ?? null,
  }));
}

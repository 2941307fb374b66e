/** What a broker's form is called in sentences. */

/** Whose form of which year it is, by names. */
export interface NamedOwner {
  readonly year: number;
  readonly account: string;
  readonly payer: string | null;
}

/** "the 1099 of Broker for 2002", "the corrected 1099 of Broker, AIV alone, for 2002". */
export function formName({ year, account, payer }: NamedOwner, version: number): string {
  const whose = payer === null ? account : `${account}, ${payer} alone,`;
  return `the ${version === 1 ? '' : version === 2 ? 'corrected ' : `${version - 1}. corrected `}1099 of ${whose} for ${year}`;
}

/** "Box 2a", "Row 1 of Form 1099-B", "Form 2439, box 1a". */
export function formFieldName({
  form,
  row,
  field,
}: {
  readonly form: string;
  readonly row: number | null;
  readonly field: string;
}): string {
  if (form === '1099-B') return `Row ${row ?? 1} of Form 1099-B`;
  return form === '2439' ? `Form 2439, box ${field}` : `Box ${field}`;
}

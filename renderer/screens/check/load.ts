import type { Answer, Request } from '../../../application/contract.ts';
import { call } from '../../api/client.ts';
import { savesSoFar } from './typed.svelte.ts';

export type OurForm = Answer<'forms.ours'>[number];
export type KeptVersion = OurForm['versions'][number];
export type BrokerForms = Request<'forms.compare'>['forms'];
export type Compared = Answer<'forms.compare'>;
export type Problem = Compared['problems'][number];
export type Reconciliation = NonNullable<Compared['found']>;
export type NamedCause = Reconciliation['causes'][number];
export type Difference = Reconciliation['differences'][number];

/** What the screen "Check my 1099" shows. */
export interface CheckView {
  readonly year: number;
  readonly forms: readonly OurForm[];
  /** How many saves the book had when this was asked for. */
  readonly saves: number;
}

export async function loadCheck(year: number): Promise<CheckView> {
  const saves = savesSoFar();
  return { year, forms: await call('forms.ours', { year }), saves };
}

/** What differs, at once; why can take a while in a large book. */
export function plainDifferences(forms: BrokerForms, version: number): Promise<Compared> {
  return call('forms.differences', { forms, version });
}

export function compareForms(forms: BrokerForms, version: number): Promise<Compared> {
  return call('forms.compare', { forms, version });
}

/** What a person gives as terms of a reorganisation: our own text or JSON, or the notice of an issuer. */
import { readAllocationText } from '../../formats/read-document.ts';
import { isTerms, partsOf } from '../../formats/terms/fields.ts';
import {
  termsForm,
  termsOfNotice,
  textOfValues,
  type TermsField,
  type TermsValues,
} from '../../formats/terms/form.ts';
import { noticeKind } from '../../formats/terms/notice.ts';
import { knownSecurities } from '../../resources/reference.ts';
import type { Request } from '../contract.ts';
import { extractFile } from '../extraction/extract.ts';
import { fileNameOf } from '../file-name.ts';
import { requireTerms } from './require-terms.ts';

export interface TermsForm {
  /** The terms as they are kept, with the notice below them. */
  readonly text: string;
  readonly notice: string | null;
  readonly fields: readonly TermsField[];
  /** Whether they can be read as they are. */
  readonly whole: boolean;
}

/** The text of what was given; null where it has none. */
function textOf(fileName: string, content: Request<'terms.read'>['content']): string | null {
  const bytes =
    content.kind === 'text'
      ? new TextEncoder().encode(content.text)
      : new Uint8Array(Buffer.from(content.base64, 'base64'));
  const extracted = extractFile(bytes, fileName);
  return extracted.ok ? extracted.text : null;
}

/** Whether a text is a notice, and no allocation that speaks of a reorganisation beside its payments. */
export function isNotice(text: string): boolean {
  const kind = noticeKind(text);
  if (kind !== 'maybe') return kind === 'form';
  const { draft } = readAllocationText(text, { known: knownSecurities });
  return draft.securities.every(({ rows }) => rows.length === 0);
}

function formOf(text: string): TermsForm {
  const fields = termsForm(text);
  const whole = fields.every(({ problem }) => problem === null);
  return { text, notice: partsOf(text).notice, fields, whole };
}

/** What was given as the text of terms, right or wrong; null where it is another document. */
export function termsTextOf(
  fileName: string,
  content: Request<'terms.read'>['content'],
): string | null {
  const text = textOf(fileName, content);
  if (text === null) return null;
  if (isTerms(text)) return text;
  return isNotice(text) ? termsOfNotice(text) : null;
}

/** The form of what was given; null where it is another document. Refuses terms with a fault. */
export function readGivenTerms(
  fileName: string,
  content: Request<'terms.read'>['content'],
): TermsForm | null {
  const name = fileNameOf(fileName, 'Terms');
  const text = termsTextOf(name, content);
  if (text === null) return null;
  // What a notice leaves open is filled in; what was written as terms is put right where it was written.
  return formOf(partsOf(text).notice === null ? requireTerms(name, text).text : text);
}

/** The form with what was typed in its fields. */
export function formOfValues(text: string, values: TermsValues): TermsForm {
  return formOf(textOfValues(values, partsOf(text).notice));
}

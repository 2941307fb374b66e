/**
 * An issuer's notice (Form 8937, a release of a reorganisation) among the documents of a command.
 *
 * The window shows what it read of a notice with the line of each value, and a person looks at it before it
 * counts. The command says the same and takes it once a file of answers has what the notice leaves open, and
 * that what was read is right.
 * Example: {"notice.txt": {"field/percent": "12.34", "notice": "as read"}}.
 * Awkward case: what was answered makes another kind of it, which needs other fields: those are asked next.
 */
import { partsOf } from '../formats/terms/fields.ts';
import { termsForm, textOfValues, type TermsField } from '../formats/terms/form.ts';
import { readTerms } from '../formats/terms/read-terms.ts';
import { termsSentence } from '../formats/terms/terms-text.ts';
import { InputRefused, type Reason } from './errors.ts';

const FIELD = 'field/';
const LOOKED_AT = 'notice';
const AS_READ = 'as read';

type Answers = Readonly<Record<string, string>>;

/** Whether an answer is about a notice, and not about what terms ask. */
export function isOfNotice(id: string): boolean {
  return id === LOOKED_AT || id.startsWith(FIELD);
}

/** What the notice says, and where: "ratio 1:8 (line 12)". */
function readOf({ key, value, line }: TermsField): string {
  return `${key} ${value.replaceAll('\n', ', ')}${line === null ? '' : ` (line ${line})`}`;
}

/** The terms with what was answered; text that is no notice stays as it is. Refuses what is still open. */
export function completedTerms(file: string, text: string, answers: Answers): string {
  const { notice } = partsOf(text);
  if (notice === null) return text;
  const own = Object.entries(answers).filter(([id]) => isOfNotice(id));
  const said = new Map(own);
  const values = Object.fromEntries(termsForm(text).map(({ key, value }) => [key, value]));
  const given = own.flatMap(([id, value]) =>
    id.startsWith(FIELD) ? [[id.slice(FIELD.length), value] as const] : [],
  );
  const whole = textOfValues({ ...values, ...Object.fromEntries(given) }, notice);
  const fields = termsForm(whole);
  const reason = (message: string): Reason => ({ file, line: null, message });
  const stray = given
    .filter(([key]) => !fields.some((field) => field.key === key))
    .map(([key]) => reason(`Nothing is asked as "${FIELD}${key}". Take the answer out.`));
  const open = fields
    .filter(({ problem }) => problem !== null)
    .map(({ key, problem, hint }) =>
      reason(
        `${problem ?? ''} The notice does not say it with certainty: answer "${FIELD}${key}" in a file for --answers${hint === '' ? '' : ` (${hint.replace(/\.$/, '')})`}.`,
      ),
    );
  const { terms, problems } = readTerms(whole);
  const others = open.length > 0 ? [] : problems.map(({ message }) => reason(message));
  const unseen =
    terms === null || said.get(LOOKED_AT) === AS_READ
      ? []
      : [
          reason(
            `This is what the notice says: ${termsSentence(terms)} It was read as ${fields
              .filter(({ value }) => value !== '')
              .map(readOf)
              .join(
                ', ',
              )}. Compare it with the notice, then answer "${LOOKED_AT}" with "${AS_READ}" in a file for --answers, or what is wrong as in "${FIELD}ratio".`,
          ),
        ];
  const reasons = [...stray, ...open, ...others, ...unseen];
  if (reasons.length > 0) throw new InputRefused(reasons);
  return whole;
}

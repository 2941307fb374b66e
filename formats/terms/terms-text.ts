/** What terms say, in a sentence for a person, and as text of their own format. */
import { formatRate, type Rate } from '../../tax/values/money.ts';
import { dollarsPerShare } from '../../tax/facts/wording.ts';
import type { Ratio } from '../../tax/facts/model.ts';
import { ratioText } from './read-terms.ts';
import type { TermsKey } from './fields.ts';
import { TERMS_HEADING, TERMS_SCHEMA, type ReorganisationTerms } from './terms.ts';

const ONE = 10n ** 12n;

const shares = (count: Rate): string => (count === ONE ? 'share' : `${formatRate(count)} shares`);
const newShares = (count: Rate): string =>
  `${formatRate(count)} ${count === ONE ? 'share' : 'shares'}`;

/** "for each share of AIV 1 share of AIRC" */
function forEach({ newShares: fresh, oldShares: old }: Ratio, from: string, to: string): string {
  return `for each ${old === ONE ? `share of ${from}` : `${shares(old)} of ${from}`} ${newShares(fresh)}${to}`;
}

function choicesIn({ choices, from }: ReorganisationTerms): string {
  return choices
    .map(({ name, ratio, cash }) => {
      const parts = [
        ...(cash === null ? [] : [`${dollarsPerShare(cash)} a share in cash`]),
        ...(ratio === null ? [] : [forEach(ratio, from, '')]),
      ];
      return `${name}: ${parts.join(', and ')}`;
    })
    .join('; ');
}

/** "For each share of AIV 1 share of AIRC, worth $38.0711 each; the basis of AIV stays with it." */
export function termsSentence(terms: ReorganisationTerms): string {
  const { kind, from, to, ratio, choices, percent, cash, value } = terms;
  const paid = kind === 'stock-dividend' ? from : (to ?? from);
  const worth = value === null ? '' : `, worth ${dollarsPerShare(value)} each`;
  const all =
    choices.length > 0
      ? `New shares of ${paid}, by choice. ${choicesIn(terms)}`
      : ratio === null
        ? `New shares of ${paid} for those of ${from}; how many is not known`
        : forEach(ratio, from, kind === 'split' ? ' in their place' : ` of ${paid}`);
  const more = {
    split: '',
    'stock-dividend': worth,
    'in-kind': `${worth}; the basis of ${from} stays with it, less what is return of capital`,
    'spin-off':
      percent === null
        ? '; how much of the basis goes with them is not known'
        : ` with ${formatRate(percent)}% of the basis`,
    exchange: `${cash === null ? '' : ` and ${dollarsPerShare(cash)} a share in cash${terms.dividend === 'yes' ? ' with the effect of a dividend' : ''}`}, with basis and holding period`,
  }[kind];
  const whole = `${all}${more}.`;
  return `${whole.charAt(0).toUpperCase()}${whole.slice(1)}`;
}

type Fields = readonly (readonly [TermsKey, string | null])[];

function fieldsIn(terms: ReorganisationTerms): Fields {
  const rate = (value: Rate | null): string | null => value && formatRate(value);
  return [
    ['title', terms.title],
    ['issuer', terms.issuer],
    ['kind', terms.kind],
    ['date', terms.date],
    ['when', terms.when],
    ['recordDate', terms.recordDate],
    ['exDate', terms.exDate],
    ['from', terms.from],
    ['fromCusip', terms.fromCusip],
    ['to', terms.to],
    ['toCusip', terms.toCusip],
    ['ratio', terms.ratio && ratioText(terms.ratio)],
    ['percent', rate(terms.percent)],
    ['cash', rate(terms.cash)],
    ['dividend', terms.dividend],
    ['value', rate(terms.value)],
    ['fractions', terms.fractions],
    ['fractionPrice', rate(terms.fractionPrice)],
    ['status', terms.status],
    ['publishedOn', terms.publishedOn],
    ['source', terms.source],
    ['address', terms.address],
  ];
}

/** The terms as text, one `key: value` a line: what was JSON can be read by a person. */
export function termsText(terms: ReorganisationTerms): string {
  const choices = terms.choices.map(({ name, ratio, cash }): Fields[number] => [
    'choice',
    [
      name,
      ...(ratio === null ? [] : [`ratio ${ratioText(ratio)}`]),
      ...(cash === null ? [] : [`cash ${formatRate(cash)}`]),
    ].join('; '),
  ]);
  const unknown = terms.unknown.map((one): Fields[number] => ['unknown', one]);
  const lines = [...fieldsIn(terms), ...choices, ...unknown].flatMap(([key, value]) =>
    value === null ? [] : [`${key}: ${value}`],
  );
  return `${[TERMS_HEADING, ...lines].join('\n')}\n`;
}

/** The published JSON, with every key. */
export function termsJson(terms: ReorganisationTerms): Readonly<Record<string, unknown>> {
  return {
    schema: TERMS_SCHEMA,
    ...Object.fromEntries(fieldsIn(terms)),
    choices: terms.choices.map(({ name, ratio, cash }) => ({
      name,
      ratio: ratio && ratioText(ratio),
      cash: cash && formatRate(cash),
    })),
    unknown: terms.unknown,
  };
}

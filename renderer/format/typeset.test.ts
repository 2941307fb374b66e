import { describe, expect, it } from 'vitest';
import { RefusalError } from '../api/errors.ts';
import { withDays } from './days.ts';
import { typeset } from './typeset.ts';

describe('the signs of print', () => {
  it.each([
    ["Add the issuer's release.", 'Add the issuer’s release.'],
    ["boxes of brokers' forms, 'so' to speak", "boxes of brokers’ forms, 'so' to speak"],
    [
      '"split.json" cannot be taken: The ratio "1-8"',
      '“split.json” cannot be taken: The ratio “1-8”',
    ],
    ['"John\'s file.csv" is not the issuer\'s', "“John's file.csv” is not the issuer’s"],
    ['a screen of 12" and no more', 'a screen of 12" and no more'],
    ['the lot’s own basis', 'the lot’s own basis'],
  ])('%s', (sentence, printed) => {
    expect(typeset(sentence)).toBe(printed);
    expect(typeset(printed)).toBe(printed);
  });

  it('stand in every sentence of the engine and in every refusal', () => {
    expect(withDays("The issuer's release of 2003-01-29")).toBe(
      'The issuer’s release of Jan 29, 2003',
    );
    const refusal = new RefusalError({
      code: 'conflict',
      message: 'The account "A" is not empty.',
      reference: null,
      issues: [{ field: 'name', line: null, message: "The broker's name is missing." }],
    });
    expect(refusal.message).toBe('The account “A” is not empty.');
    expect(refusal.forField('name')).toBe('The broker’s name is missing.');
  });
});

/**
 * How is a name written where only ASCII is read?
 *
 * Accents fall away, typographic signs become the plain ones, controls and line breaks a space; what has no
 * plain form is a question mark. Example: "Société Générale – “A”" is "Societe Generale - "A"".
 */

const PLAIN: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '−': '-',
  '…': '...',
  '×': 'x',
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
};

/** The text in printable ASCII, on one line. */
export function asciiOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/gu, (sign) => PLAIN[sign] ?? (/[\s\p{C}]/u.test(sign) ? ' ' : '?'))
    .replace(/ +/g, ' ')
    .trim();
}

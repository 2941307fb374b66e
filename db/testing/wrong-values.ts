/** Values that no column of a kind may hold: money, shares, rates, days, instants, digests. */
const NOT_DECIMALS = [
  '',
  ' ',
  '-1.00',
  '+1.00',
  '1e3',
  '1E3.00',
  '0x10',
  '1,000.00',
  '1.00 ',
  ' 1.00',
  '.50',
  '5.',
  '1.0.0',
  '01.00',
  '٣.00',
  'NaN',
  'Infinity',
  '1.00\0',
  '1\0.00',
  `${'9'.repeat(19)}.00`,
];
export const NOT_MONEY = [...NOT_DECIMALS, '1', '1.0', '1.000', '0.005', '-0.01'];
export const NOT_SHARES = [
  ...NOT_DECIMALS,
  '0',
  '0.000000001',
  '1.50',
  '1.0',
  '-1',
  '9'.repeat(19),
];
export const NOT_RATES = [...NOT_DECIMALS, '0.0000000000001', '1.50', '1.0', '-1', '9'.repeat(19)];
export const NOT_DAYS = [
  '',
  '2001-02-29',
  '2001-02-31',
  '2001-13-01',
  '2001-00-10',
  '1899-12-31',
  '2200-01-01',
  '2001-1-1',
  '20010101',
  '02/03/2001',
  '2001-01-01T00:00:00Z',
  '2001-01-01\0',
  'now',
  '2451545',
];
export const NOT_INSTANTS = [
  '',
  'now',
  '2001-01-01',
  '2001-01-01T25:00:00Z',
  '2001-01-01T00:00:00',
];
export const NOT_DIGESTS = [
  '',
  'f'.repeat(63),
  'f'.repeat(65),
  'F'.repeat(64),
  `${'f'.repeat(63)}\0`,
];

import { expect, it } from 'vitest';
import { LINKS as HOST_LINKS } from '../../application/links.ts';
import { LINKS } from './links.ts';

it('has the addresses of the desktop host, by the same names', () => {
  expect(LINKS).toEqual(HOST_LINKS);
});

import { describe, expect, it } from 'vitest';
import { knownTerms, library } from '../resources/reference.ts';
import { linkAddress, LINKS } from './links.ts';

describe('links', () => {
  it('are all pages of the IRS, over https', () => {
    for (const address of Object.values(LINKS)) {
      const url = new URL(address);
      expect([url.protocol, url.host, url.username]).toEqual(['https:', 'www.irs.gov', '']);
    }
  });

  it('are found by their id', async () => {
    expect(await linkAddress('irs-form-1099-div')).toBe(LINKS['irs-form-1099-div']);
  });

  it('lead to where each document of the library was published, which is a page of the web', async () => {
    for (const { id, address } of library) {
      expect([id, await linkAddress(`library/${id}`)]).toEqual([id, address ?? undefined]);
    }
    const found = await Promise.all(knownTerms.map(({ id }) => linkAddress(`library/${id}`)));
    expect(found.filter((address) => address === undefined)).toEqual([]);
    expect(found.every((address) => URL.canParse(address ?? ''))).toBe(true);
  });

  it.each([
    'https://example.com',
    'library/https://example.com',
    'library/',
    'library/constructor',
    'constructor',
    '__proto__',
    'toString',
    '',
    7,
    null,
    undefined,
  ])('%s is no link', async (id) => {
    expect(await linkAddress(id)).toBeUndefined();
  });
});

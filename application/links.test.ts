import { describe, expect, it } from 'vitest';
import { linkAddress, LINKS } from './links.ts';

describe('links', () => {
  it('are all pages of the IRS, over https', () => {
    for (const address of Object.values(LINKS)) {
      const url = new URL(address);
      expect([url.protocol, url.host, url.username]).toEqual(['https:', 'www.irs.gov', '']);
    }
  });

  it('are found by their id', () => {
    expect(linkAddress('irs-form-1099-div')).toBe(LINKS['irs-form-1099-div']);
  });

  it.each(['https://example.com', 'constructor', '__proto__', 'toString', '', 7, null, undefined])(
    '%s is no link',
    (id) => {
      expect(linkAddress(id)).toBeUndefined();
    },
  );
});

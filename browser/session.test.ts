import { describe, expect, it } from 'vitest';
import { cookieValues, createSession, newSecret, sameSecret } from './session.ts';

describe('secrets', () => {
  it('are 256 bits and never the same', () => {
    const secrets = Array.from({ length: 100 }, newSecret);
    expect(new Set(secrets).size).toBe(100);
    for (const secret of secrets) expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  });

  it.each([
    ['abc', 'abc', true],
    ['abc', 'abd', false],
    ['ab', 'abc', false],
    ['', 'abc', false],
  ])('%j against %j is %s', (given, secret, same) => {
    expect(sameSecret(given, secret)).toBe(same);
  });
});

describe('a Cookie header', () => {
  it.each([
    [undefined, []],
    ['', []],
    ['a=1', ['1']],
    ['b=2; a=1', ['1']],
    ['a=1;a=2', ['1', '2']],
    ['aa=1; ba=2', []],
    ['a=x=y', ['x=y']],
  ])('%j has the values %j', (header, values) => {
    expect(cookieValues(header, 'a')).toEqual(values);
  });
});

describe('a session', () => {
  it('holds only the cookie it gave, on its port', () => {
    const session = createSession();
    const cookie = session.exchange(session.token, 7)?.split(';')[0];
    expect(session.holds(cookie, 7)).toBe(true);
    expect(session.holds(`other=1; ${cookie}`, 7)).toBe(true);
    expect(session.holds(cookie, 8)).toBe(false);
    expect(session.holds(`basisbook-7=${session.token}`, 7)).toBe(false);
    expect(session.holds(undefined, 7)).toBe(false);
    expect(createSession().holds(cookie, 7)).toBe(false);
  });

  it('gives no cookie before the exchange, and none for a second one', () => {
    const session = createSession();
    expect(session.exchange('wrong', 7)).toBeUndefined();
    expect(session.exchange(session.token, 7)).toBeDefined();
    expect(session.exchange(session.token, 7)).toBeUndefined();
  });
});

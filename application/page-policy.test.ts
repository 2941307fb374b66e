import { describe, expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY, PAGE_HEADERS } from './page-policy.ts';

function parsePolicy(policy: string): Map<string, string[]> {
  return new Map(
    policy.split(';').map((part) => {
      const [name, ...sources] = part.trim().split(/\s+/);
      return [name ?? '', sources];
    }),
  );
}

describe('the content security policy', () => {
  const policy = parsePolicy(CONTENT_SECURITY_POLICY);

  it('states each directive once, with exactly these sources', () => {
    expect(CONTENT_SECURITY_POLICY.split(';')).toHaveLength(policy.size);
    expect(Object.fromEntries(policy)).toEqual({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'img-src': ["'self'", 'data:'],
      'font-src': ["'self'"],
      'connect-src': ["'self'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
      'base-uri': ["'none'"],
      'object-src': ["'none'"],
    });
  });

  it('allows no inline code, no evaluation and no other place anywhere', () => {
    const sources = [...policy.values()].flat();
    for (const source of sources) expect(["'none'", "'self'", 'data:']).toContain(source);
    expect(policy.get('script-src')).not.toContain('data:');
  });
});

describe('the headers of every answer', () => {
  it.each([
    ['Content-Security-Policy', CONTENT_SECURITY_POLICY],
    ['X-Content-Type-Options', 'nosniff'],
    ['X-Frame-Options', 'DENY'],
    ['Referrer-Policy', 'no-referrer'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cache-Control', 'no-store'],
  ])('%s is %s', (name, value) => {
    expect(PAGE_HEADERS[name]).toBe(value);
  });
});

/**
 * Who may speak to the loopback host: the browser that opened the printed address, once. The token
 * in that address is traded for a cookie and is worth nothing afterwards.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;

/** SECURITY: 256 random bits, in characters that an address and a cookie carry unchanged. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** SECURITY: compares in constant time; digests make the lengths equal without telling them. */
export function sameSecret(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

/** The values that a Cookie header gives for a name; a browser may send several. */
export function cookieValues(header: string | undefined, name: string): string[] {
  return (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}

interface Session {
  /** The token to print; good for one exchange. */
  readonly token: string;
  /** Takes a token; answers with the Set-Cookie header, or undefined when it is wrong or used. */
  exchange(given: string, port: number): string | undefined;
  /** Whether a request's Cookie header belongs to the browser that made the exchange. */
  holds(cookieHeader: string | undefined, port: number): boolean;
}

/** Cookies do not tell ports apart, so the name does: two hosts must not sign each other out. */
function cookieName(port: number): string {
  return `basisbook-${port}`;
}

export function createSession(): Session {
  const token = newSecret();
  const secret = newSecret();
  let used = false;
  return {
    token,
    exchange(given, port) {
      // SECURITY: one time only, so an address left in a history or a log opens nothing.
      if (!sameSecret(given, token) || used) return undefined;
      used = true;
      // SECURITY: out of reach of scripts, and never sent along from another site.
      return `${cookieName(port)}=${secret}; Path=/; HttpOnly; SameSite=Strict`;
    },
    holds(cookieHeader, port) {
      return cookieValues(cookieHeader, cookieName(port)).some((value) =>
        sameSecret(value, secret),
      );
    },
  };
}

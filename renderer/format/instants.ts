/** When something was done, by the clock of this computer: 'Nov 29, 2026, 5:10 AM'. */
const CLOCK = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' });

/** Of an instant in UTC, ISO 8601. */
export function formatInstant(instant: string): string {
  return CLOCK.format(new Date(instant));
}

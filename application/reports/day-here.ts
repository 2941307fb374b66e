/** The day of an instant by the clock of the machine: what a person would write on a paper. */
import type { Day } from '../../tax/values/days.ts';

/** @param instant ISO 8601, or a moment of the clock */
export function dayHere(instant: string | Date): Day {
  const moment = new Date(instant);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}` as Day;
}

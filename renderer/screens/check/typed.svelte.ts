/** What was typed of a broker's forms; it stays while the window is open. */
import { SvelteMap } from 'svelte/reactivity';
import type { BrokerForms, OurForm } from './load.ts';

/** By the field that it is of: "box/2a", "sale/0/basis", "2439/1a". */
const typed: Record<string, SvelteMap<string, string>> = {};

/** What was typed for a form of a year. */
export function typedFor(year: number, { account, payer }: OurForm): SvelteMap<string, string> {
  const key = JSON.stringify([year, account, payer]);
  return (typed[key] ??= new SvelteMap());
}

/** As the form prints it, without dollar signs and thousands separators. */
function plain(text: string): string {
  return text.replace(/[$,\s]/g, '');
}

function under(fields: SvelteMap<string, string>, prefix: string): Record<string, string> {
  return Object.fromEntries(
    [...fields]
      .filter(([field, text]) => field.startsWith(prefix) && plain(text) !== '')
      .map(([field, text]) => [field.slice(prefix.length), plain(text)]),
  );
}

/** What is compared; null while nothing is typed. */
export function formsOf(
  year: number,
  form: OurForm,
  fields: SvelteMap<string, string>,
): BrokerForms | null {
  const boxes = under(fields, 'box/');
  const form2439 = under(fields, '2439/');
  const sales = form.sales.flatMap(({ security, sold, acquired, shares }, place) => {
    const own = under(fields, `sale/${place}/`);
    return Object.keys(own).length === 0 ? [] : [{ security, sold, acquired, shares, ...own }];
  });
  if (Object.keys(boxes).length + Object.keys(form2439).length + sales.length === 0) return null;
  return {
    schema: 'basisbook/broker-forms@1',
    year,
    account: form.account,
    security: form.payer,
    form1099Div: boxes,
    form1099B: sales,
    form2439,
  };
}

/** The rows of Form 1099-B that are compared, by their places in the list of sales. */
export function comparedSales(form: OurForm, fields: SvelteMap<string, string>): readonly number[] {
  return form.sales.flatMap((_, place) =>
    Object.keys(under(fields, `sale/${place}/`)).length === 0 ? [] : [place],
  );
}

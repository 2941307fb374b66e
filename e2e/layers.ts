/**
 * Which folder may import what: the table of ARCHITECTURE.md as code. Every file of the project is in
 * one of these layers, tests and tools too.
 */

export interface Layer {
  /** The longest matching prefix decides which layer a file is in. */
  readonly prefix: string;
  /** What lives there, for the table. */
  readonly what: string;
  /**
   * Prefixes of our own files that it may import. A folder of tools below one of them (`TOOL_FOLDERS`)
   * is not meant: whoever may use it names it.
   */
  readonly own: readonly string[];
  /** Prefixes that it may import types from, and nothing else. */
  readonly types?: readonly string[];
  /** Of these files no other value than the names given. */
  readonly names?: Readonly<Record<string, readonly string[]>>;
  /** Packages that it may import. */
  readonly packages: readonly string[];
  /** Whether it may use Node's own modules. */
  readonly node: boolean;
}

/** Folders that only tests and tools use, wherever they stand. */
export const TOOL_FOLDERS = ['oracle', 'scenarios', 'testing', 'fuzz'] as const;

const RESOURCES = 'resources/';

/** The rooms of the engine, each built on those before it. */
const TAX_ROOMS = {
  values: 'money, shares, rates, days, columns of numbers',
  facts: 'what a book says: model, market calendar, forms, codes of notices',
  lots: 'the pass over all facts and its rules: payments, sales, wash sales, corporate actions',
  report: 'a year in rows, form rows and return lines',
  notices: 'what there is to say of a year',
  explain: 'where a figure is from',
  reconcile: 'a broker’s forms beside ours: causes, tried on the changed book',
};

const PRODUCTION: readonly Layer[] = [
  // A room of the engine may use those before it; what runs a year stands above them.
  {
    prefix: 'tax/',
    what: 'the engine. No I/O, no clock, no chance',
    own: ['tax/'],
    packages: [],
    node: false,
  },
  ...Object.entries(TAX_ROOMS).map(([room, what], place, rooms) => ({
    prefix: `tax/${room}/`,
    what,
    own: [
      ...rooms.slice(0, place + 1).map(([before]) => `tax/${before}/`),
      ...(room === 'explain' ? ['tax/compute-year.ts'] : []),
    ],
    packages: [],
    node: false,
  })),
  {
    prefix: 'tax/values/decimal.ts',
    what: 'quotients that do not end',
    own: ['tax/values/'],
    packages: ['decimal.js'],
    node: false,
  },
  {
    prefix: 'formats/',
    what: 'text in, text out: allocation documents, transactions, reports for programs and persons',
    own: ['tax/', 'formats/'],
    packages: ['fflate', 'htmlparser2', 'papaparse', 'pdfjs-dist', 'pdfkit', 'valibot'],
    node: false,
  },
  {
    prefix: 'db/',
    what: 'the book in SQLite',
    own: ['tax/', 'db/'],
    packages: ['better-sqlite3'],
    node: true,
  },
  {
    prefix: 'application/',
    what: 'the application without a host: contract, `dispatch`, handlers, worker, extraction',
    own: ['tax/', 'formats/', 'db/', 'application/', RESOURCES],
    packages: ['valibot'],
    node: true,
  },
  // The contract is shared with the window: names and validators, nothing that runs on Node.
  {
    prefix: 'application/contract.ts',
    what: 'every call: name, request, answer',
    own: ['tax/', 'application/wire'],
    packages: ['valibot'],
    node: false,
  },
  {
    prefix: 'application/wire',
    what: 'the shapes that travel',
    // What is published or kept has one form, on the wire and in its file.
    own: [
      'tax/',
      'application/wire',
      'formats/allocation-document-schema.ts',
      'formats/broker-forms-schema.ts',
      'formats/comparison-schema.ts',
      'formats/documents/draft/draft-schema.ts',
      'formats/reconciliation-schema.ts',
      'formats/schema-values.ts',
      'formats/year-report-schema.ts',
    ],
    packages: ['valibot'],
    node: false,
  },
  {
    prefix: 'application/call-names.ts',
    what: 'the calls that a window may make',
    own: [],
    types: ['application/contract.ts'],
    packages: [],
    node: false,
  },
  // The installed command is the desktop program started with a command's name.
  {
    prefix: 'electron/main/',
    what: 'the desktop host: small `setupX()` functions around Electron',
    own: ['electron/main/', 'application/', 'cli/main.ts'],
    packages: ['electron'],
    node: true,
  },
  {
    prefix: 'electron/preload/',
    what: 'one frozen object for the window',
    own: ['electron/preload/', 'application/call-names.ts'],
    types: ['application/contract.ts'],
    packages: ['electron'],
    node: false,
  },
  {
    prefix: 'browser/',
    what: 'the same application on loopback; never in the package',
    own: ['browser/', 'application/'],
    packages: [],
    node: true,
  },
  {
    prefix: 'cli/',
    what: 'the command `basisbook`',
    own: ['cli/', 'tax/', 'formats/', 'db/', 'application/', RESOURCES],
    packages: [],
    node: true,
  },
  {
    prefix: 'renderer/',
    what: 'the window: Svelte 5 screens and components',
    own: ['renderer/', 'application/contract.ts', 'docs/guide.md'],
    types: ['tax/', 'formats/'],
    packages: ['svelte', 'valibot', '@lucide/svelte', '@fontsource-variable/inter'],
    node: false,
  },
  {
    prefix: 'docs/',
    what: 'the guide, one text for the repository and the window, and its pictures',
    own: [],
    packages: [],
    node: false,
  },
  {
    prefix: RESOURCES,
    what: 'data with sources: holidays, form maps, allocation library, sample book, icons',
    own: ['tax/', RESOURCES],
    types: ['formats/allocation-document.ts'],
    packages: ['valibot'],
    node: false,
  },
];

const ORACLE = 'tax/oracle/';
const ACCOUNTS_FUZZ = 'formats/accounts/fuzz/';

/** The second calculation, generators, corpora and helpers of tests; nothing of the product uses them. */
const TOOLS: readonly Layer[] = [
  {
    prefix: ORACLE,
    what: 'the year worked out a second time: no rule of the engine',
    own: [ORACLE, 'tax/values/days.ts', 'tax/values/decimal.ts', 'tax/values/money.ts'].concat([
      'tax/facts/model.ts',
      'tax/facts/notices.ts',
    ]),
    types: ['tax/facts/', 'tax/lots/figures.ts', 'tax/report/year-report.ts'],
    names: {
      'tax/values/days.ts': ['addDays', 'addYears', 'dayNumber', 'dayOf', 'dayOfMonth'].concat([
        'firstDayOfYear',
        'lastDayOfYear',
        'monthOf',
        'yearOf',
      ]),
      'tax/values/money.ts': ['parseMoney', 'parseRate', 'parseShares'],
      'tax/facts/notices.ts': ['NOTICE_CODES'],
    },
    packages: [],
    node: false,
  },
  {
    prefix: `${ORACLE}agreement.ts`,
    what: 'both calculations, compared',
    own: [ORACLE, 'tax/compute-year.ts'],
    types: ['tax/facts/'],
    packages: [],
    node: false,
  },
  {
    prefix: `${ORACLE}testing/`,
    what: 'small books, and those of the laws, by both calculations',
    own: ['tax/', ORACLE, `${ORACLE}testing/`, RESOURCES],
    packages: [],
    node: false,
  },
  {
    prefix: 'tax/scenarios/',
    what: 'examples worked out by hand, as tables of text',
    own: ['tax/', 'tax/scenarios/'],
    packages: [],
    node: false,
  },
  {
    prefix: 'tax/reconcile/testing/',
    what: 'causes planted in forms by the slow calculation, and what is found of them',
    own: ['tax/', 'tax/reconcile/testing/', ORACLE],
    packages: [],
    node: false,
  },
  {
    prefix: 'tax/testing/',
    what: "helpers of the engine's tests",
    own: ['tax/', 'tax/testing/', ORACLE, 'tax/scenarios/', RESOURCES],
    packages: ['vitest'],
    node: false,
  },
  {
    prefix: 'formats/documents/fuzz/',
    what: 'layouts of which it is known what they print, changed at random',
    own: ['formats/documents/fuzz/', 'formats/documents/source/testing/'],
    packages: [],
    node: false,
  },
  {
    prefix: 'formats/documents/fuzz/testing/',
    what: 'the reading compared with what was printed',
    own: ['tax/', 'formats/', 'formats/documents/fuzz/', 'formats/documents/fuzz/testing/'],
    packages: [],
    node: true,
  },
  {
    prefix: ACCOUNTS_FUZZ,
    what: "a broker's file, changed at random",
    own: [ACCOUNTS_FUZZ],
    packages: ['papaparse'],
    node: false,
  },
  {
    prefix: `${ACCOUNTS_FUZZ}testing/`,
    what: 'what is read of a changed file compared with the truth',
    own: ['tax/', 'formats/', ACCOUNTS_FUZZ, `${ACCOUNTS_FUZZ}testing/`, RESOURCES],
    packages: [],
    node: true,
  },
  {
    prefix: 'formats/accounts/testing/',
    what: 'lines of a broker’s file, read and told in few words',
    own: ['tax/', 'formats/', 'formats/accounts/testing/', RESOURCES],
    packages: [],
    node: false,
  },
  {
    prefix: 'formats/documents/source/testing/',
    what: 'makers of PDF and workbooks',
    own: ['formats/documents/source/testing/'],
    packages: ['fflate'],
    node: true,
  },
  {
    prefix: 'formats/testing/',
    what: 'texts of our own, read; a table, read as lines of text or cells; a zip, read',
    own: ['tax/', 'formats/', 'formats/testing/'],
    packages: ['fflate', 'papaparse', 'vitest'],
    node: true,
  },
  {
    prefix: 'application/testing/',
    what: 'the application with a book of a test',
    own: ['tax/', 'formats/', 'db/', 'application/', 'application/testing/', RESOURCES],
    packages: ['fast-check', 'pdfjs-dist', 'valibot', 'vitest'],
    node: true,
  },
  {
    prefix: 'cli/testing/',
    what: 'the command run in a folder of its own',
    own: ['cli/', 'cli/testing/'],
    packages: [],
    node: true,
  },
  {
    prefix: 'db/testing/',
    what: 'books of tests; processes that are killed',
    own: ['tax/', 'db/', 'db/testing/'],
    packages: ['fast-check'],
    node: true,
  },
  {
    prefix: 'bench/',
    what: 'benchmarks',
    own: ['tax/', 'formats/', 'db/', 'application/', 'bench/', RESOURCES].concat([
      'formats/documents/source/testing/',
      'e2e/launch-browser.ts',
      'scripts/find-chromium.ts',
    ]),
    packages: ['@playwright/test', 'better-sqlite3', 'decimal.js', 'papaparse'],
    node: true,
  },
  {
    prefix: 'scripts/',
    what: 'setting up, starting, testing, packing',
    own: ['scripts/', 'browser/', 'cli/', RESOURCES, 'electron-builder.config.ts', ORACLE].concat([
      'formats/documents/fuzz/',
      'formats/documents/fuzz/testing/',
      'formats/accounts/fuzz/testing/',
      'tax/reconcile/cause.ts',
      'tax/reconcile/testing/',
    ]),
    packages: ['@playwright/test', 'electron-builder', 'fast-png', 'typescript', 'vite', 'vitest'],
    node: true,
  },
  {
    prefix: 'scripts/testing/',
    what: "what tests ask of the project's files",
    own: ['scripts/testing/'],
    packages: [],
    node: true,
  },
  {
    prefix: 'e2e/',
    what: 'Playwright specs for every host; the architecture test',
    own: ['e2e/', 'tax/', 'db/', 'application/', 'scripts/', RESOURCES],
    packages: ['@axe-core/playwright', '@playwright/test', 'pdfjs-dist', 'typescript'],
    node: true,
  },
];

const TEST_PACKAGES = ['fast-check', 'vitest'];

/** What stands beside the code: a test sees what the code below it may see, and the tools. */
const TESTS: readonly (readonly [
  folder: string,
  own: readonly string[],
  packages?: readonly string[],
])[] = [
  [
    'tax/',
    [RESOURCES, ORACLE, `${ORACLE}testing/`, 'tax/scenarios/', 'tax/testing/'].concat([
      'tax/reconcile/testing/',
    ]),
  ],
  [
    'formats/',
    ['tax/', RESOURCES, 'formats/documents/fuzz/', 'formats/documents/fuzz/testing/'].concat([
      'tax/testing/',
      'formats/accounts/fuzz/testing/',
      'formats/accounts/testing/',
      'formats/documents/source/testing/',
      'formats/testing/',
      'scripts/testing/',
    ]),
    ['fflate', 'papaparse'],
  ],
  ['db/', ['tax/', 'db/testing/'], ['better-sqlite3']],
  [
    'application/',
    ['tax/', 'formats/', 'db/', RESOURCES, 'application/testing/', ORACLE].concat([
      'formats/testing/',
      `${ORACLE}testing/`,
      'tax/testing/',
      'formats/documents/source/testing/',
      'db/testing/',
    ]),
    ['fflate', 'papaparse', 'pdfjs-dist', 'valibot'],
  ],
  ['electron/', ['application/'], ['electron']],
  ['browser/', ['application/']],
  [
    'cli/',
    [
      'tax/',
      'formats/',
      'db/',
      'application/',
      RESOURCES,
      'cli/testing/',
      'scripts/testing/',
    ].concat(['formats/testing/']),
    ['better-sqlite3'],
  ],
  ['renderer/', ['tax/', 'formats/', 'application/contract.ts']],
  [RESOURCES, ['tax/', 'formats/', 'tax/testing/', 'scripts/testing/']],
  [
    'scripts/',
    ['application/', 'scripts/testing/', 'electron-builder.config.ts'],
    ['@electron/asar', '@electron/fuses', 'fast-png'],
  ],
  ['e2e/', ['tax/', 'scripts/', RESOURCES, ORACLE, 'tax/testing/'], ['typescript']],
];

/** Files at the top that tools load by themselves. */
const CONFIGURATION: readonly (readonly [
  file: string,
  own: readonly string[],
  packages: readonly string[],
])[] = [
  ['electron-builder.config.ts', [], ['@electron/fuses', 'electron-builder']],
  ['electron.vite.config.ts', ['renderer/vite.config.ts'], ['electron-vite']],
  [
    'renderer/vite.config.ts',
    ['renderer/guide-plugin.ts'],
    ['@sveltejs/vite-plugin-svelte', 'vite'],
  ],
  ['renderer/guide-plugin.ts', ['renderer/screens/guide/guide-page.ts'], ['marked', 'vite']],
  ['eslint.config.js', [], ['@eslint/js', 'eslint-plugin-svelte', 'globals', 'typescript-eslint']],
  ['playwright.config.ts', ['scripts/'], ['@playwright/test']],
  ['vitest.config.ts', [], ['vitest']],
];

export const LAYERS: readonly Layer[] = [
  ...PRODUCTION,
  ...TOOLS,
  ...CONFIGURATION.map(([prefix, own, packages]) => ({
    prefix,
    what: 'configuration',
    own,
    packages,
    node: true,
  })),
];

export const TEST_LAYERS: readonly Layer[] = TESTS.map(([folder, own, packages = []]) => ({
  prefix: folder,
  what: 'tests beside the code',
  own: [folder, ...own],
  packages: [...TEST_PACKAGES, ...packages],
  node: true,
}));

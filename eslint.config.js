import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

/** Ways by which a binary float could come to hold money, shares or a percentage. */
const noFloats = [
  {
    selector: "CallExpression[callee.name='parseFloat']",
    message: 'Exact values go through tax/values/money.ts.',
  },
  {
    selector: "MemberExpression[property.name='toFixed']",
    message: 'Exact values go through tax/values/money.ts.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='round']",
    message: 'Exact values go through tax/values/money.ts.',
  },
];

export default ts.config(
  {
    ignores: ['dist/', 'build/', 'node_modules/', 'test-results/', 'playwright-report/', '.cache/'],
  },
  js.configs.recommended,
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  ...svelte.configs['flat/recommended'],
  {
    languageOptions: { globals: { ...globals.node } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      eqeqeq: 'error',
      'no-restricted-globals': ['error', 'parseFloat'],
    },
  },
  {
    files: ['renderer/**'],
    languageOptions: { globals: { ...globals.browser } },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    files: ['tax/**', 'formats/**', 'db/**', 'application/**', 'electron/**', 'cli/**'],
    rules: { 'no-restricted-syntax': ['error', ...noFloats] },
  },
  {
    // The pure engine has no clock and no chance in it.
    files: ['tax/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        'Date',
        'parseFloat',
        'process',
        'console',
        'fetch',
        'crypto',
        'performance',
      ],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
    },
  },
);

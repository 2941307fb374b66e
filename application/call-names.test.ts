import { expect, it } from 'vitest';
import { CALL_NAMES } from './call-names.ts';
import { contract } from './contract.ts';

it('names every call of the contract, and nothing else', () => {
  expect([...CALL_NAMES].sort()).toEqual(Object.keys(contract).sort());
});

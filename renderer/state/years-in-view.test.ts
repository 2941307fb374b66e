import { expect, it } from 'vitest';
import { yearsInView } from './years-in-view.ts';

const from = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);

it('few years stand as they are, the newest first', () => {
  expect(yearsInView([2000, 2001, 2002], 2002, 2002)).toEqual([2002, 2001, 2000]);
  expect(yearsInView([], null, null)).toEqual([]);
});

it('of very many the newest five stand there, and the one that is looked at', () => {
  expect(yearsInView(from(2000, 2010), 2010, 2002)).toEqual([
    2010,
    2009,
    2008,
    2007,
    2006,
    { from: 2003, to: 2005 },
    2002,
    { from: 2000, to: 2001 },
  ]);
});

it('the year to file next stands before those that the book has', () => {
  expect(yearsInView(from(2000, 2025), 2002, 2002)).toEqual([
    2025,
    { from: 2003, to: 2024 },
    2002,
    2001,
    2000,
  ]);
  expect(yearsInView(from(2018, 2025), 2024, 2024)).toEqual([
    2025,
    2024,
    2023,
    2022,
    { from: 2018, to: 2021 },
  ]);
});

it('a single year is not folded into a button of its size', () => {
  expect(yearsInView(from(2019, 2024), 2024, 2024)).toEqual([2024, 2023, 2022, 2021, 2020, 2019]);
});

import { expect, test } from 'vitest';
import { csvText } from '../../../functions/core/csv.ts';

test('given commas, quotes and line breaks, when rows are written, then they are quoted and the quotes doubled', () => {
  expect(
    csvText([
      ['a,b', 'say "no"', 'two\nlines', 'plain'],
      [1.5, undefined, '', -2],
    ]),
  ).toBe('"a,b","say ""no""","two\nlines",plain\r\n1.5,,,-2\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])(
  'given the text %j, when it is written, then no spreadsheet reads a formula',
  (text) => {
    const cell = csvText([[text]])
      .trimEnd()
      .replaceAll('"', '');
    expect(cell.startsWith(`'${text.trimEnd()}`)).toBe(true);
  },
);

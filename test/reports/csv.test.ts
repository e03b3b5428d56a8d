import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { csvOf } from '../../src/reports/csv.ts';

/** Reads CSV as RFC 4180 has it. */
function read(csv: string): string[][] {
  const rows: string[][] = [];
  let [row, cell, isQuoted]: [string[], string, boolean] = [[], '', false];
  for (let at = 0; at < csv.length; at += 1) {
    const sign = csv.charAt(at);
    if (isQuoted && csv.startsWith('""', at)) {
      cell += '"';
      at += 1;
    } else if (sign === '"') {
      isQuoted = !isQuoted;
    } else if (!isQuoted && sign === ',') {
      row.push(cell);
      cell = '';
    } else if (!isQuoted && csv.startsWith('\r\n', at)) {
      rows.push([...row, cell]);
      [row, cell] = [[], ''];
      at += 1;
    } else cell += sign;
  }
  return rows;
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .tuple(
      fc.constantFrom('', ' ', '\t', '\r', '\n', '\u200b', '\ufeff', '\u0000'),
      fc.constantFrom(...'=+-@＝＋－＠"\',;'),
      fc.string(),
    )
    .map((parts) => parts.join('')),
);

test('whatever is in a cell comes back as it was, or as a text behind an apostrophe', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(hostile, hostile, fc.integer()), { minLength: 1, maxLength: 5 }),
      (rows) => {
        const found = read(csvOf(rows));

        assert.equal(found.length, rows.length);
        for (const [place, [first, second, number]] of rows.entries()) {
          const [one, other, third, ...more] = found[place] ?? [];
          assert.deepEqual(more, []);
          assert.equal(third, String(number));
          for (const [cell, text] of [
            [one, first.toWellFormed()],
            [other, second.toWellFormed()],
          ]) {
            assert.ok(cell === text || cell === `'${text}`, JSON.stringify({ cell, text }));
          }
        }
      },
    ),
  );
});

test('no cell begins with what a spreadsheet takes for a formula', () => {
  for (const sign of [...'=+-@＝＋－＠']) {
    for (const before of ['', ' ', '  ', '\u00a0', '\u200b', '\ufeff']) {
      const text = `${before}${sign}cmd|' /C calc'!A0`;
      assert.deepEqual(read(csvOf([[text]])), [[`'${text}`]]);
    }
  }
  for (const sign of ['\t', '\r', '\n'])
    assert.deepEqual(read(csvOf([[`${sign}x`]])), [[`'${sign}x`]]);
  assert.equal(csvOf([['a "b", c', -5, null, 'd']]), '"a ""b"", c",-5,,d\r\n');
});

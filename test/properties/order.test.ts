import fc from 'fast-check';
import { anyDevice } from '../support/generated/device.js';
import { holds } from '../support/generated/holds.js';
import { printers } from '../support/generated/index.js';
import { printed, type Shuffle } from '../support/generated/printer.js';
import { deviceOf, factsInOrder, read } from '../support/generated/read.js';

/** Any order, again and again, as numbers decide. */
function shuffleBy(numbers: readonly number[]): Shuffle {
  let next = 0;
  return (items) => {
    const keyed = items.map((item) => ({ item, key: numbers[next++ % numbers.length] ?? 0 }));
    return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
  };
}

const anyOrder = fc
  .array(fc.nat(99), { minLength: 31, maxLength: 31 })
  .map((numbers) => Object.assign(shuffleBy(numbers), { [fc.toStringMethod]: () => numbers.join(' ') }));

it.each(printers)('$format says the same in any order', async (printer) => {
  const arbitrary = fc.tuple(await anyDevice(), anyOrder);
  await holds(`order in ${printer.format}`, 6, arbitrary, async ([device, shuffle]) => {
    const there = deviceOf(await read(printer, printed(printer, device)));
    const shuffled = deviceOf(await read(printer, printed(printer, device, shuffle)));
    expect(shuffled.problems).toEqual([]);
    expect(factsInOrder(shuffled)).toEqual(factsInOrder(there));
  });
});

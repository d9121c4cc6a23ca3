import type { Device } from '../../src/model/device.js';
import { facts } from '../../src/fixers/facts.js';
import { formats } from '../../src/parsers/index.js';
import { anyDevice, expectedAnswer, knownRoots } from '../support/generated/device.js';
import { holds } from '../support/generated/holds.js';
import { printers } from '../support/generated/index.js';
import { printed, within } from '../support/generated/printer.js';
import { answer, answers, deviceOf, read } from '../support/generated/read.js';

/** Forms that say all that another form of the same vendor says. */
const SAME = [
  ['audiocodes-ini', 'audiocodes-cli'],
  ['oracle-acli', 'oracle-rest-xml'],
  ['ribbon-core-set', 'ribbon-core-curly', 'ribbon-core-xml', 'ribbon-core-json'],
];

/** Settings of a phone, and a key store, which is bytes that a program made. */
const WITHOUT_PRINTER = ['audiocodes-phone', 'key-store'];

it('prints every form of configuration', () => {
  const known = [...printers.map(({ format }) => format), ...WITHOUT_PRINTER].sort();
  expect(known).toEqual(formats.map(({ format }) => format).sort());
});

it.each(printers)('$format says of any device what is true of it', async (printer) => {
  const roots = await knownRoots();
  await holds(`facts in ${printer.format}`, 6, await anyDevice(), async (generated) => {
    const device = within(printer, generated);
    const found = deviceOf(await read(printer, printed(printer, generated)));
    expect([found.format, found.problems]).toEqual([printer.format, []]);
    expect(answers(device, roots, (trunk, root) => answer(found, printer, trunk, root))).toEqual(
      answers(device, roots, (trunk, root) => expectedAnswer(device, trunk, root, printer)),
    );
  });
});

it.each(SAME)('%s and its like say the same', async (...formats) => {
  const forms = printers.filter(({ format }) => formats.includes(format));
  await holds(`the same in ${formats.join(', ')}`, 6, await anyDevice(), async (generated) => {
    const said = [];
    for (const printer of forms) said.push(allFacts(deviceOf(await read(printer, printed(printer, generated)))));
    expect(said[0]?.length).toBeGreaterThan(5);
    for (const other of said.slice(1)) expect(other).toEqual(said[0]);
  });
});

/** All but the product and release, which not every form shows. */
function allFacts(device: Device): readonly string[] {
  return facts({ ...device, product: '', release: null }).toSorted();
}

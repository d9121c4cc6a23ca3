import fc from 'fast-check';
import { anyDevice } from '../support/generated/device.js';
import { holds } from '../support/generated/holds.js';
import { printers } from '../support/generated/index.js';
import { printed, type Printer } from '../support/generated/printer.js';
import { deviceOf, factsInOrder, read } from '../support/generated/read.js';

type Noise = (text: string, printer: Printer) => string;

/** What editors, consoles and file transfers put around an export without touching it. */
const NOISES: Readonly<Record<string, Noise>> = {
  'line ends of Windows': (text) => text.replace(/\r?\n/g, '\r\n'),
  'a byte order mark': (text) => `\xef\xbb\xbf${text}`,
  'blank lines at the end': (text) => `${text}\n\n  \n`,
  'the console around it': (text, printer) =>
    printer.console ? `${printer.console.before}${text}${printer.console.after}` : text,
  'a remark at the end': (text, { comment }) => (comment === undefined ? text : `${text}${comment}\n`),
  'blanks at the ends of lines': (text, { format }) =>
    // In a list of words, what a blank at its end means is nowhere written.
    ['ribbon-core-set', 'ribbon-core-json'].includes(format) ? text : text.replace(/(?<=\S)\n/g, ' \n'),
};

it.each(printers)('$format is recognized, and says the same, under noise around it', async (printer) => {
  const noises = fc.uniqueArray(fc.constantFrom(...Object.keys(NOISES)), { minLength: 1 });
  const arbitrary = fc.tuple(await anyDevice(), noises);
  await holds(`noise around ${printer.format}`, 6, arbitrary, async ([device, names]) => {
    const folder = printed(printer, device);
    const there = deviceOf(await read(printer, folder));
    // A byte order mark comes first whatever else is there.
    const order = Object.keys(NOISES).filter((name) => names.includes(name));
    const text = [
      ...order.filter((name) => name !== 'a byte order mark'),
      ...order.filter((name) => name === 'a byte order mark'),
    ]
      .map((name) => NOISES[name] as Noise)
      .reduce((all, noise) => noise(all, printer), Buffer.from(folder.get(printer.path) ?? []).toString('latin1'));
    const noisy = deviceOf(await read(printer, new Map([...folder, [printer.path, Buffer.from(text, 'latin1')]])));
    expect([noisy.format, noisy.problems]).toEqual([printer.format, []]);
    expect(factsInOrder(noisy)).toEqual(factsInOrder(there));
  });
});

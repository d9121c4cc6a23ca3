import fc from 'fast-check';
import { exitCode } from '../../src/cli/exit-code.js';
import { anyDevice, knownRoots, type GeneratedDevice } from '../support/generated/device.js';
import { holds } from '../support/generated/holds.js';
import { printers } from '../support/generated/index.js';
import { printed, within } from '../support/generated/printer.js';
import { answer, deviceOf, read } from '../support/generated/read.js';

const hidden = (device: GeneratedDevice, taken: readonly boolean[]): GeneratedDevice => {
  let next = 0;
  return {
    trunks: device.trunks.map((trunk) => ({
      ...trunk,
      roots: trunk.roots.map((each) => ({ ...each, shown: each.shown && taken[next++ % taken.length] !== true })),
    })),
  };
};

/** A store by itself loses a root with its certificate, so nothing can be taken away that leaves the root. */
const withEvidence = printers.filter(({ peer }) => peer === undefined);

it.each(withEvidence)('$format knows no more after evidence is taken away', async (printer) => {
  const roots = await knownRoots();
  const taken = fc.array(fc.boolean(), { minLength: 7, maxLength: 7 });
  await holds(`evidence in ${printer.format}`, 6, fc.tuple(await anyDevice(), taken), async ([generated, marks]) => {
    const device = within(printer, generated);
    const less = hidden(device, marks);
    const full = await read(printer, printed(printer, device));
    const part = await read(printer, printed(printer, less));
    const [before, after] = [deviceOf(full), deviceOf(part)];
    const shown = less.trunks.flatMap((trunk) => trunk.roots).filter((each) => each.shown);
    for (const trunk of device.trunks) {
      for (const root of roots) {
        const [was, is] = [answer(before, printer, trunk, root), answer(after, printer, trunk, root)];
        // What was answered may become unknown; nothing becomes an answer, or another one.
        expect(is === was || is === 'unknown').toBe(true);
        if (is === 'yes') expect(shown.some((each) => each.root.sha256 === root.sha256)).toBe(true);
      }
    }
    const [was, is] = [full, part].map(({ result }) => exitCode(result.findings, 'error'));
    if (was !== 0) expect(is).not.toBe(0);
  });
});

import fc from 'fast-check';
import { isInsertion } from '../../src/text/edit.js';
import { anyDevice, knownRoots } from '../support/generated/device.js';
import { holds } from '../support/generated/holds.js';
import { printers } from '../support/generated/index.js';
import { printed, within } from '../support/generated/printer.js';
import { answer, AS_OF, deviceOf, read } from '../support/generated/read.js';
import { patchedTree, patchFolder } from '../support/folder.js';

it.each(printers)('$format is patched by what lacks, once, and by nothing else', async (printer) => {
  const roots = await knownRoots();
  const arbitrary = fc.tuple(await anyDevice(), fc.boolean());
  await holds(`patch of ${printer.format}`, 6, arbitrary, async ([generated, assumeMissing]) => {
    const options = { asOf: AS_OF, assumeMissing, ...(printer.peer === undefined ? {} : { peer: printer.peer }) };
    const folder = printed(printer, generated);
    const checked = await read(printer, folder);
    const before = deviceOf(checked);
    const patches = await patchFolder(checked, options);
    for (const { plan, proof, files } of patches) {
      expect(proof.failures).toEqual([]);
      for (const { before: was, after: is, edits } of files) {
        expect(edits.every(({ edit }) => isInsertion(edit))).toBe(true);
        const inserted = edits.reduce((sum, { edit }) => sum + edit.insert.length, 0);
        expect(is.text.length).toBe(was.text.length + inserted);
        expect(isWithin(was.text, is.text)).toBe(true);
      }
      const added = plan.additions.map(({ want }) => `${want.store.id} ${want.anchor.sha256}`);
      expect(added).toEqual([...new Set(added)]);
      for (const { want } of plan.additions) {
        const known = roots.find(({ sha256 }) => sha256 === want.anchor.sha256);
        // Nothing that is trusted is added, and nothing that cannot be told unless that was asked for.
        const [teams] = within(printer, generated).trunks;
        const said = teams && known ? answer(before, printer, teams, known) : 'unknown';
        expect(assumeMissing ? ['no', 'unknown'] : ['no']).toContain(said);
      }
    }
    // What only the script of the pack adds, no text shows afterwards.
    if (patches.some(({ plan }) => plan.additions.some(({ aside }) => aside))) return;
    const again = await read(printer, patchedTree(folder, patches));
    for (const { plan } of await patchFolder(again, options)) {
      expect([plan.edits, plan.additions, plan.changes]).toEqual([[], [], []]);
    }
    const wanted = patches.flatMap(({ plan }) =>
      plan.additions.map(({ want }) => `${want.store.id} ${want.anchor.sha256}`),
    );
    const left = again.result.findings.filter(
      ({ wants }) => wants && wanted.includes(`${wants.store} ${wants.anchor}`),
    );
    expect(left.map(({ message }) => message)).toEqual([]);
  });
});

function isWithin(part: string, whole: string): boolean {
  let at = 0;
  for (let i = 0; i < whole.length && at < part.length; i += 1) if (whole[i] === part[at]) at += 1;
  return at === part.length;
}

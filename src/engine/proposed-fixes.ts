import type { Finding } from '../model/finding.js';
import type { ProposedChange, ProposedFix } from '../model/proposed-fix.js';
import { inOrder } from '../text/edit.js';
import { isWritable } from './pack.js';
import type { DevicePatch } from './patch.js';

/**
 * The proven text changes of a patch, by the fingerprint of each finding that they remedy. Edits of one device belong
 * together (a record, and the list that names it), so each of its findings gets all of them. Nothing for a patch that is
 * not proven, changes no text, or would write into an archive.
 */
export function proposedFixes(patch: DevicePatch, findings: readonly Finding[]): ReadonlyMap<string, ProposedFix> {
  const { before, plan } = patch;
  const changes = changesOf(patch);
  if (!isWritable(patch) || changes.length === 0 || before.configuration.input.archive !== undefined) return new Map();
  const written = plan.additions.filter(({ aside }) => !aside);
  const served = findings.filter(
    ({ device, wants }) =>
      device === before.device.id &&
      wants !== null &&
      written.some(({ want }) => want.store.id === wants.store && want.anchor.sha256 === wants.anchor),
  );
  const names = [...new Set(written.map(({ want }) => want.anchor.name))].join(', ');
  const fix = { description: `the whole patch of ${before.device.id}, which adds ${names}`, changes };
  return new Map(served.map(({ fingerprint }) => [fingerprint, fix]));
}

function changesOf({ files }: DevicePatch): readonly ProposedChange[] {
  return files
    .filter(({ edits }) => edits.length > 0)
    .map(({ before, edits }) => ({
      path: before.path,
      replacements: inOrder(edits.map(({ edit }) => edit)).map(({ range, insert }) => {
        const { file, line, column, endLine, endColumn } = before.at(range.start, range.end);
        return {
          place: {
            path: file,
            startLine: line,
            startColumn: column,
            endLine,
            endColumn,
            byteStart: range.start,
            byteEnd: range.end,
          },
          insert,
        };
      }),
    }));
}

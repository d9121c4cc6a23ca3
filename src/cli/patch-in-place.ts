import { existsSync, readFileSync } from 'node:fs';
import { ChangedMeanwhile, isWriteFailure, orCannotWrite } from '../host/cannot-write.js';
import { isLink } from '../host/file-system.js';
import { sha256 } from '../host/knowledge.js';
import { writeWhole } from '../host/write.js';
import { visible } from '../reporters/terminal.js';
import { applyEdits } from '../text/edit.js';
import { SourceText } from '../text/source-text.js';
import type { Environment } from './environment.js';
import type { FileChange, PlannedOutcome } from './plan-device.js';
import { UsageError } from './usage-error.js';

export interface InPlace {
  readonly written: readonly PlannedOutcome[];
  /** Devices whose files changed after they were read, or cannot be written; what is left of them is told by the next run. */
  readonly unwritten: readonly { readonly id: string; readonly because: string }[];
}

/** Writes what was planned over the exports themselves, one device after the other. */
export function writeInPlace(outcomes: readonly PlannedOutcome[], { stderr }: Environment): InPlace {
  const changes = outcomes.flatMap(({ id, inPlace }) => (inPlace ? [{ id, files: inPlace }] : []));
  const archived = changes.filter(({ files }) => files.some(({ isArchived }) => isArchived));
  if (archived.length > 0) {
    const ids = archived.map(({ id }) => id).join(', ');
    throw new UsageError(`--in-place does not write into archives (${ids}); use --out`);
  }
  const linked = changes.flatMap(({ files }) =>
    files.filter(({ path, isConfiguration }) => !isConfiguration && isLink(path)),
  );
  if (linked.length > 0) {
    const paths = linked.map(({ path }) => path).join(', ');
    throw new UsageError(
      `--in-place writes no CA file through a link (${paths}): patch it where it points, or use --out`,
    );
  }
  const written: PlannedOutcome[] = [];
  const unwritten: { readonly id: string; readonly because: string }[] = [];
  for (const outcome of outcomes) {
    if (!outcome.inPlace) continue;
    try {
      for (const path of writeFiles(outcome.inPlace)) {
        stderr(`sbclint: ${visible(path)} is yours now: its owner could not be kept\n`);
      }
      written.push(outcome);
    } catch (error) {
      if (!isWriteFailure(error)) throw error;
      unwritten.push({ id: outcome.id, because: error.message });
    }
  }
  return { written, unwritten };
}

/** Writes the files of one device, none where one of them changed; says whose owner was not kept. */
function writeFiles(files: readonly FileChange[]): readonly string[] {
  const ready = files.map((file) => ({ path: file.path, ...patched(file) }));
  return ready.flatMap(({ path, before, after }) => {
    const { ownerKept } = writeWhole(path, after, { before });
    return ownerKept ? [] : [path];
  });
}

/** What a file holds and will hold. Throws where it holds neither what was planned for nor what the plan makes of it. */
function patched({ path, before, after, edits }: FileChange): {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
} {
  const bytes = orCannotWrite(path, () => (existsSync(path) ? readFileSync(path) : null));
  const held = bytes && sha256(bytes);
  if (bytes && held === after) return { before: bytes, after: bytes };
  if (!bytes || held !== before) throw new ChangedMeanwhile(path);
  const made = applyEdits(new SourceText(path, bytes), edits).bytes;
  if (sha256(made) !== after) throw new Error(`the edits of ${path} do not make what was proven`);
  return { before: bytes, after: made };
}

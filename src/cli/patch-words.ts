import { unifiedDiff } from '../engine/diff.js';
import { isWritable } from '../engine/pack.js';
import { pathInPack } from '../engine/pack-path.js';
import type { DevicePatch } from '../engine/patch.js';
import type { KnownCertificate } from '../model/certificate.js';
import { conciseFields, count, visible, type Palette } from '../reporters/terminal.js';

/** One addition or change a line, and one for each root that is not added. */
export function concisePatch({ before, plan, proof }: DevicePatch): string {
  const { id } = before.device;
  if (proof.failures.length > 0) return conciseFields(id, 'not-proven', 'nothing is written');
  return [
    ...plan.additions.map(({ want, label }) =>
      conciseFields(id, 'add', want.anchor.name, label, want.tlsContext.name.value),
    ),
    ...plan.changes.map((change) =>
      conciseFields(id, 'change', change.kind, change.kind === 'enable-entry' ? change.label : change.store),
    ),
    ...plan.refusals.map(({ want, because }) =>
      conciseFields(id, 'refused', want.anchor.name, want.tlsContext.name.value, because),
    ),
  ].join('');
}

/** A device whose pack an earlier run had written. */
export function describeKept(id: string, palette: Palette): string {
  return `${palette.bold(visible(id))}\n  its pack is whole, and was made of the same\n`;
}

/** The same with where its pack lies. */
export function withPlace(text: string, folder: string | null): string {
  return folder === null ? text : text.replace(/\n$/, () => `; see ${visible(folder)}/README.md\n`);
}

/** What a patch does to one device: a few lines, with a diff where no pack holds it. */
export function describePatch(
  patch: DevicePatch,
  isPacked: boolean,
  only: KnownCertificate | null,
  palette: Palette,
): string {
  const { before, plan, proof, files, openWants } = patch;
  const { device } = before;
  const lines = [palette.bold(visible(device.id))];
  if (proof.failures.length > 0) return `${lines[0]}\n  ${palette.red('not proven')}: nothing is written\n`;
  if (plan.additions.length + plan.changes.length === 0) {
    const isAsked = only === null || plan.refusals.length + openWants > 0;
    lines.push(isAsked ? '  nothing to add' : `  nothing to add: no finding about this device is about ${only.name}`);
  }
  for (const { want, label } of plan.additions) {
    const context = visible(want.tlsContext.name.value);
    const name = label === want.anchor.name ? '' : ` as ${visible(label)}`;
    const how = plan.edits.length === 0 ? ' (imported by the script of the pack; no text changes)' : '';
    lines.push(
      want.held?.label.value === label
        ? `  ${palette.green('+')} ${want.anchor.name}: the existing ${visible(label)} comes into use in ${context}`
        : `  ${palette.green('+')} ${want.anchor.name}${name} for ${context}${how}`,
    );
  }
  for (const change of plan.changes) {
    lines.push(
      `  ${palette.yellow('~')} ${change.kind === 'enable-entry' ? `enable ${visible(change.label)}` : `use the built-in list in context ${change.store}`}`,
    );
  }
  for (const { want, because } of plan.refusals) {
    lines.push(
      `  ${palette.red('!')} ${want.anchor.name} for ${visible(want.tlsContext.name.value)} is not added: ${visible(because)}`,
    );
  }
  if (openWants > 0) {
    lines.push(
      `  ${palette.magenta('?')} ${count(openWants, 'root')} cannot be told to be missing; --assume-missing plans them too`,
    );
  }
  if (isWritable(patch)) lines.push('  proven: facts, bytes and a second patch that is empty');
  const diffs = isPacked
    ? []
    : files.map((file) => unifiedDiff(file, `${device.id}/${pathInPack(patch, file.before.path)}`));
  return `${lines.join('\n')}\n${diffs.map((diff) => `\n${colored(diff, palette)}`).join('')}`;
}

function colored(diff: string, palette: Palette): string {
  const paint = (line: string) =>
    line.startsWith('+') ? palette.green(line) : line.startsWith('-') ? palette.red(line) : line;
  return diff.split('\n').map(visible).map(paint).join('\n');
}

import type { FixPlan, Step } from '../fixers/fixer.js';
import { confidenceNote } from '../model/vendor-command.js';
import { isInsertion } from '../text/edit.js';
import { below, folderOf } from './file-name.js';
import type { CheckOptions } from './input.js';
import type { DevicePatch } from './patch.js';

/** One file of a roll-out pack, by its path below the output folder. */
export interface PackFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** A device's part of plan.json. */
export interface PlannedDevice {
  readonly id: string;
  readonly additions: readonly {
    readonly trustAnchor: { readonly name: string; readonly sha256: string };
    readonly label: string;
    readonly tlsContext: string | null;
  }[];
  readonly edits: readonly {
    readonly path: string;
    readonly byteStart: number;
    readonly byteEnd: number;
    readonly insert: string;
  }[];
  readonly proof: { readonly facts: boolean; readonly bytes: boolean; readonly idempotent: boolean };
  readonly steps: readonly Step[];
  readonly refused: readonly { readonly trustAnchor: string; readonly tlsContext: string; readonly because: string }[];
}

/** Whether a patch has anything to write, and may be written. */
export function isWritable({ plan, proof }: DevicePatch): boolean {
  return proof.failures.length === 0 && plan.additions.length + plan.changes.length > 0;
}

/** The path of one of the device's files below its folder of the pack. */
export function pathInPack({ before }: DevicePatch, path: string): string {
  return below(folderOf(before.configuration.input.path), path);
}

export function plannedDevice(patch: DevicePatch): PlannedDevice {
  const { before, plan, proof } = patch;
  const scopes = new Map(before.device.trustStores.map(({ id, scope }) => [id, scope]));
  return {
    id: before.device.id,
    additions: plan.additions.map(({ want, label }) => ({
      trustAnchor: { name: want.anchor.name, sha256: want.anchor.sha256 },
      label,
      tlsContext: scopes.get(want.store.id) === 'device' ? null : want.tlsContext.name.value,
    })),
    edits: plan.edits.map(({ file, edit }) => ({
      path: pathInPack(patch, file),
      byteStart: edit.range.start,
      byteEnd: edit.range.end,
      insert: edit.insert,
    })),
    proof: { facts: proof.facts, bytes: proof.bytes, idempotent: proof.idempotent },
    steps: [...plan.checksBefore, ...plan.steps, ...plan.checksAfter],
    refused: plan.refusals.map(({ want, because }) => ({
      trustAnchor: want.anchor.name,
      tlsContext: want.tlsContext.name.value,
      because,
    })),
  };
}

/** The files of one device's folder: patched texts, roots, scripts and a README. */
export function packFiles(patch: DevicePatch, options: CheckOptions): readonly PackFile[] {
  const { before, plan, files } = patch;
  const folder = before.device.id;
  return [
    ...files.map(({ before: { path }, after }) => ({
      path: `${folder}/${pathInPack(patch, path)}`,
      content: after.bytes,
    })),
    ...plan.artifacts.map(({ path, content }) => ({ path: `${folder}/${path}`, content })),
    ...(plan.artifacts.some(({ path }) => path.startsWith('rollback.'))
      ? []
      : [{ path: `${folder}/rollback.md`, content: rollbackByHand(patch) }]),
    { path: `${folder}/README.md`, content: readme(patch, options) },
  ];
}

/** Where nothing may be taken back by a script: what was added may have been there before. */
function rollbackByHand({ before, plan }: DevicePatch): string {
  return [
    `# ${before.device.id}: undo what apply added`,
    '',
    'By hand only, after a look: what was added may have been there before.',
    ...section('Steps', plan.rollback),
    '',
  ].join('\n');
}

function readme(patch: DevicePatch, { asOf, knowledge }: CheckOptions): string {
  const { before, plan } = patch;
  const { device } = before;
  const peers = new Map(knowledge.peers.map((peer) => [peer.id, peer]));
  const facing = [
    ...new Set(device.legs.flatMap(({ peer }) => (peer === null ? [] : (peers.get(peer)?.title ?? peer)))),
  ];
  const clouds = new Set(device.legs.flatMap(({ cloud }) => cloud ?? []));
  const requirements = [
    ...new Set(device.legs.flatMap(({ peer }) => (peer === null ? [] : (peers.get(peer)?.requirements ?? [])))),
  ].filter(
    ({ clouds: asked, allOf = [], anyOf = [], keep }) =>
      asked.some((cloud) => clouds.has(cloud)) &&
      plan.additions.some(({ want }) =>
        [...allOf, ...anyOf, ...keep.map(({ anchor }) => anchor)].includes(want.anchor.sha256),
      ),
  );
  return [
    `# Trust store changes for ${device.id}`,
    '',
    `${device.product}${device.release ? `, release ${device.release.value}` : ''}, facing ${facing.join(' and ') || 'its peer'}. Planned for ${asOf.text}.`,
    'Everything here adds. Nothing that the device trusts today is removed or replaced.',
    '',
    '## What',
    '',
    ...(plan.additions.length > 0
      ? [
          '| root | under the name | TLS context | SHA-256 |',
          '| --- | --- | --- | --- |',
          ...plan.additions.map(
            ({ want, label }) =>
              `| ${want.anchor.name} | \`${label}\` | ${want.tlsContext.name.value} | \`${want.anchor.sha256}\` |`,
          ),
        ]
      : []),
    '',
    ...plan.changes.map((change) =>
      change.kind === 'enable-entry'
        ? `- the existing entry \`${change.label}\` is enabled (you allowed this)`
        : `- TLS context ${change.store} relies on the built-in list as well (you allowed this)`,
    ),
    ...plan.refusals.map(
      ({ want, because }) => `- **not done:** ${want.anchor.name} in ${want.tlsContext.name.value}: ${because}`,
    ),
    '',
    '## Why',
    '',
    ...requirements.map(
      ({ id, from, actBy, confidence, note }) =>
        `- \`${id}\`, in force from ${from}${actBy ? `, act by ${actBy}` : ''}${confidenceNote(confidence)}${note ? `. ${note}` : ''}`,
    ),
    ...section('Before', plan.checksBefore),
    ...section('Steps, in this order', plan.steps),
    ...section('After', plan.checksAfter),
    ...section('Going back', plan.rollback),
    ...(plan.notes.length > 0 ? ['', '## Good to know', '', ...plan.notes.map((note) => `- ${note}`)] : []),
    ...changedFiles(patch),
    '',
  ].join('\n');
}

function section(title: string, steps: readonly Step[]): readonly string[] {
  if (steps.length === 0) return [];
  return ['', `## ${title}`, '', ...steps.flatMap((step, i) => stepLines(step, i + 1))];
}

function stepLines({ what, command, expect }: Step, number: number): readonly string[] {
  return [
    `${number}. ${what}`,
    ...(command === null ? [] : ['', '   ```', ...command.split('\n').map((line) => `   ${line}`), '   ```']),
    ...(expect === null ? [] : ['', `   Expect: ${expect}`]),
    '',
  ];
}

function changedFiles(patch: DevicePatch): readonly string[] {
  if (patch.files.length === 0) return [];
  return [
    '',
    '## Patched files',
    '',
    ...patch.files.map(({ before, edits }) => {
      const replaced = edits.filter(({ edit }) => !isInsertion(edit)).length;
      return `- \`${pathInPack(patch, before.path)}\`: ${edits.length - replaced} ${edits.length - replaced === 1 ? 'insertion' : 'insertions'}${replaced > 0 ? `, ${replaced} ${replaced === 1 ? 'value' : 'values'} changed as you allowed` : ''}, every other byte as it was`;
    }),
  ];
}

/** The whole plan as JSON. */
export function planJson(patches: readonly DevicePatch[], asOf: string, version: string): string {
  const plan = {
    schemaVersion: 1,
    tool: { name: 'sbclint', version },
    asOf,
    devices: patches.filter((patch) => isWritable(patch)).map(plannedDevice),
  };
  return `${JSON.stringify(plan, null, 2)}\n`;
}

/** One planned device a line. */
export function planNdjson(patches: readonly DevicePatch[]): string {
  return patches
    .filter((patch) => isWritable(patch))
    .map((patch) => `${JSON.stringify(plannedDevice(patch))}\n`)
    .join('');
}

/** Whether some steps of a plan are for the operator only, so that nothing is written into a text. */
export function isSideCarOnly({ edits, additions }: FixPlan): boolean {
  return edits.length === 0 && additions.length > 0;
}

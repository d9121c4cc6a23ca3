import { confidenceNote } from '../model/vendor-command.js';
import type { Requirement } from '../model/knowledge.js';
import type { Step } from '../model/planned-device.js';
import { isInsertion } from '../text/edit.js';
import type { CheckOptions } from './input.js';
import { pathInPack } from './pack-path.js';
import type { DevicePatch } from './patch.js';

/** Whom a device faces, by their titles. */
export function facedPeers({ before }: DevicePatch, { knowledge }: CheckOptions): readonly string[] {
  const titles = new Map(knowledge.peers.map(({ id, title }) => [id, title]));
  return [...new Set(before.device.legs.flatMap(({ peer }) => (peer === null ? [] : (titles.get(peer) ?? peer))))];
}

/** The requirements of those peers that ask for what the plan adds. */
export function reasons({ before, plan }: DevicePatch, { knowledge }: CheckOptions): readonly Requirement[] {
  const { legs } = before.device;
  const clouds = new Set(legs.flatMap(({ cloud }) => cloud ?? []));
  const peers = new Map(knowledge.peers.map((peer) => [peer.id, peer]));
  const asked = new Set(legs.flatMap(({ peer }) => (peer === null ? [] : (peers.get(peer)?.requirements ?? []))));
  return [...asked].filter(
    ({ clouds: among, allOf = [], anyOf = [], keep }) =>
      among.some((cloud) => clouds.has(cloud)) &&
      plan.additions.some(({ want }) =>
        [...allOf, ...anyOf, ...keep.map(({ anchor }) => anchor)].includes(want.anchor.sha256),
      ),
  );
}

/** Where nothing may be taken back by a script: what was added may have been there before. */
export function rollbackByHand({ before, plan }: DevicePatch): string {
  return [
    `# ${before.device.id}: undo what apply added`,
    '',
    'By hand only, after a look: what was added may have been there before.',
    ...section('Steps', plan.rollback),
    '',
  ].join('\n');
}

export function packReadme(patch: DevicePatch, options: CheckOptions): string {
  const { before, plan } = patch;
  const { device } = before;
  return [
    `# Trust store changes for ${device.id}`,
    '',
    `${device.product}${device.release ? `, release ${device.release.value}` : ''}, facing ${facedPeers(patch, options).join(' and ') || 'its peer'}. Planned for ${options.asOf.text}.`,
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
    ...reasons(patch, options).map(
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

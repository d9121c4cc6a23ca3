import type { Step } from '../model/planned-device.js';
import { CONFIDENCE_WORDS } from '../model/vendor-command.js';
import type { CheckOptions } from './input.js';
import { facedPeers, reasons } from './pack-readme.js';
import type { DevicePatch } from './patch.js';

/**
 * The text of a change ticket: plain lines under headings in capitals, which come through a form of any ticket system. It
 * names roots, stores and commands, and shows no line of the configuration.
 */
export function packTicket(patch: DevicePatch, options: CheckOptions): string {
  const { before, plan } = patch;
  const { device } = before;
  const contexts = [...new Set(plan.additions.map(({ want }) => want.tlsContext.name.value))];
  const where = contexts.length === 0 ? '' : ` for TLS context ${contexts.join(', ')}`;
  const what = plan.additions.length === 1 ? '1 root certificate' : `${plan.additions.length} root certificates`;
  const peers = facedPeers(patch, options).join(' and ') || 'its peer';
  const doings = [
    ...(plan.additions.length > 0 ? [`add ${what} to the trust store${where}`] : []),
    ...(plan.changes.length > 0 ? [`change ${plan.changes.length} existing value(s), as allowed`] : []),
  ];
  return [
    `CHANGE: ${device.id}: ${doings.join('; ')}`,
    ...section('SUMMARY', [
      `Device: ${device.id} (${device.product}${device.release ? `, release ${device.release.value}` : ', release not shown'})`,
      `Faces: ${peers}`,
      `Planned for: ${options.asOf.text}, by sbclint`,
    ]),
    ...section('WHY', whyLines(patch, options)),
    ...section('RISK', riskLines(patch)),
    ...section('WHAT CHANGES', changeLines(patch)),
    ...section('CHECKS BEFORE', stepsLines(plan.checksBefore)),
    ...section('STEPS, IN THIS ORDER', stepsLines(plan.steps)),
    ...section('CHECKS AFTER', stepsLines(plan.checksAfter)),
    ...section('ROLL-BACK', stepsLines(plan.rollback)),
    ...section('CONTACT', ['Requested by: fill in', 'Carried out by: fill in', 'Window: fill in']),
    '',
  ].join('\n');
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return ['', title, ...(lines.length > 0 ? lines : ['none'])];
}

function whyLines(patch: DevicePatch, options: CheckOptions): readonly string[] {
  const found = reasons(patch, options);
  if (found.length === 0) return ['Asked for by name; no requirement that is known to sbclint names these roots.'];
  return found.map(
    ({ id, from, actBy, confidence, note }) =>
      `- ${id}: in force from ${from}${actBy ? `, act by ${actBy}` : ''}; how far this is known: ${CONFIDENCE_WORDS[confidence]}${note ? `. ${note}` : ''}`,
  );
}

function riskLines({ plan }: DevicePatch): readonly string[] {
  return [
    plan.changes.length === 0
      ? '- Only additions: nothing that the device trusts today is removed or replaced.'
      : '- Additions, and the changes of existing values that are named below; nothing is removed.',
    '- Proven on the export before this was written: read again, the patched text says what it said before and the additions, every other byte is the same, and a second patch is empty. The device itself was not touched.',
    ...plan.refusals.map(
      ({ want, because }) => `- Left out: ${want.anchor.name} for ${want.tlsContext.name.value}: ${because}`,
    ),
    ...plan.notes.map((note) => `- ${note}`),
  ];
}

function changeLines({ plan }: DevicePatch): readonly string[] {
  return [
    ...plan.additions.map(
      ({ want, label }) =>
        `- ${want.anchor.name}, under the name ${label}, for TLS context ${want.tlsContext.name.value}; SHA-256 ${want.anchor.sha256}`,
    ),
    ...plan.changes.map((change) =>
      change.kind === 'enable-entry'
        ? `- the existing entry ${change.label} is enabled`
        : `- TLS context ${change.store} relies on the built-in list as well`,
    ),
  ];
}

function stepsLines(steps: readonly Step[]): readonly string[] {
  return steps.flatMap(({ what, command, expect }, i) => [
    `${i + 1}. ${what}`,
    ...(command === null ? [] : command.split('\n').map((line) => `      ${line}`.trimEnd())),
    ...(expect === null ? [] : [`   Expect: ${expect}`]),
  ]);
}

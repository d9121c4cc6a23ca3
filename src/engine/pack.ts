import type { PackFile, PlannedDevice } from '../model/planned-device.js';
import type { CheckOptions } from './input.js';
import { pathInPack } from './pack-path.js';
import { packReadme, rollbackByHand } from './pack-readme.js';
import { packTicket } from './pack-ticket.js';
import type { DevicePatch } from './patch.js';
import { planText } from './plan-text.js';

/** Whether a patch has anything to write, and may be written. */
export function isWritable({ plan, proof }: DevicePatch): boolean {
  return proof.failures.length === 0 && plan.additions.length + plan.changes.length > 0;
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

/** The files of one device's folder: patched texts, roots, scripts, a README and the text of a change ticket. */
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
    { path: `${folder}/ticket.md`, content: packTicket(patch, options) },
    { path: `${folder}/README.md`, content: packReadme(patch, options) },
  ];
}

/** The whole plan as JSON. */
export function planJson(patches: readonly DevicePatch[], asOf: string, version: string): string {
  const devices = patches.filter((patch) => isWritable(patch)).map(plannedDevice);
  return [...planText(devices, asOf, version)].join('');
}

import { record, whyNotJson } from '../model/json.js';
import type { PlannedAdditions } from '../model/verification.js';

/** Reads what `plan.json` of a roll-out adds; `refused` says what is wrong with the file. */
export function readPlan(text: string): readonly PlannedAdditions[] | { readonly refused: string } {
  let plan: unknown;
  try {
    plan = JSON.parse(text);
  } catch (error) {
    return { refused: `it is ${whyNotJson(error)}` };
  }
  const { schemaVersion, devices } = record(plan);
  if (schemaVersion !== 1) return { refused: 'it has no schemaVersion 1: give the plan.json that patch --out wrote' };
  if (!Array.isArray(devices)) return { refused: 'it has no list of devices' };
  const planned: PlannedAdditions[] = [];
  for (const [i, device] of devices.entries()) {
    const { id, additions, wave } = record(device);
    if (typeof id !== 'string' || !Array.isArray(additions))
      return { refused: `devices[${i}] has no id or no additions` };
    const read = additions.map(addition);
    const wrong = read.indexOf(null);
    if (wrong >= 0) return { refused: `devices[${i}].additions[${wrong}] has no trustAnchor, label or tlsContext` };
    if (wave !== undefined && !isWave(wave)) return { refused: `devices[${i}].wave is no number of a wave` };
    planned.push({ id, additions: read.filter((each) => each !== null), wave: wave ?? null });
  }
  return planned;
}

function isWave(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0;
}

function addition(value: unknown): PlannedAdditions['additions'][number] | null {
  const { trustAnchor, label, tlsContext } = record(value);
  const { name, sha256 } = record(trustAnchor);
  if (typeof name !== 'string' || typeof sha256 !== 'string' || typeof label !== 'string') return null;
  if (tlsContext !== null && typeof tlsContext !== 'string') return null;
  return { trustAnchor: { name, sha256 }, label, tlsContext };
}

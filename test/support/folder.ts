import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { check, type Checked } from '../../src/engine/check.js';
import type { CheckOptions } from '../../src/engine/input.js';
import { planPatch, type Anchor, type DevicePatch, type ReviewFix } from '../../src/engine/patch.js';
import type { KnownCertificate } from '../../src/model/certificate.js';
import type { Knowledge } from '../../src/model/knowledge.js';
import { moment } from '../../src/model/time.js';
import { projectKnowledge, root, sha256 } from './knowledge.js';

/** Files as bytes, by their path below a folder. */
export type Folder = ReadonlyMap<string, Uint8Array>;

export interface FolderOptions {
  readonly asOf: string;
  readonly peer?: string;
  readonly assumeMissing?: boolean;
  readonly allow?: readonly ReviewFix[];
  /** The project's facts when absent. */
  readonly knowledge?: Knowledge;
  /** SHA-256. */
  readonly onlyAnchor?: string;
  readonly anchor?: (certificate: KnownCertificate) => Anchor | null;
}

export function readFolder(path: string): Folder {
  const names = (
    readdirSync(path, { recursive: true, withFileTypes: true }) as {
      name: string;
      parentPath: string;
      isFile: () => boolean;
    }[]
  )
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(names.sort().map((name) => [name.slice(path.length + 1).replaceAll('\\', '/'), readFileSync(name)]));
}

export async function checkFolder(files: Folder, { asOf, peer, knowledge }: FolderOptions): Promise<Checked> {
  const options: CheckOptions = {
    knowledge: knowledge ?? (await projectKnowledge()),
    asOf: moment(asOf),
    peer: peer ?? null,
    rules: {},
    devices: [],
    certificates: [],
    sha256,
  };
  const inputs = [...files].map(([path, bytes]) => ({
    path,
    relative: path,
    role: 'named' as const,
    read: () => bytes,
  }));
  return check(inputs, options);
}

export async function patchFolder(
  checked: Checked,
  { assumeMissing, allow, onlyAnchor, anchor }: FolderOptions,
): Promise<readonly DevicePatch[]> {
  const options = {
    assumeMissing: assumeMissing ?? false,
    allowed: new Set(allow),
    onlyAnchor: onlyAnchor ?? null,
    anchor: anchor ?? shippedAnchor,
  };
  const patches: DevicePatch[] = [];
  for (const device of checked.assembled) patches.push(await planPatch(device, checked.context, options));
  return patches;
}

/** A shipped root with its bytes. */
export function shippedAnchor(certificate: KnownCertificate): Anchor | null {
  if (certificate.file === null) return null;
  const pem = readFileSync(join(root, 'trust-anchors', certificate.file), 'latin1');
  return { ...certificate, pem, der: Buffer.from(pem.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64') };
}

/** The input with the patched files laid over it, and the evidence that the import would yield. */
export function patchedTree(files: Folder, patches: readonly DevicePatch[]): Folder {
  const tree = new Map(files);
  for (const { files: patched, plan, before } of patches) {
    for (const file of patched) tree.set(file.before.path, file.after.bytes);
    const folder = before.configuration.input.path.replace(/[^/]*$/, '');
    for (const { file, anchor } of plan.imports) {
      const body = file.endsWith('.der') ? anchor.der : Buffer.from(anchor.pem, 'latin1');
      tree.set(folder + file, Buffer.concat([tree.get(folder + file) ?? Buffer.alloc(0), body]));
    }
  }
  return tree;
}

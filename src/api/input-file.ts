import type { InputFile as EngineFile } from '../engine/input.js';
import { listInputs } from '../host/inputs.js';

/** One file of an export: a configuration, a certificate, a listing or an archive. */
export interface InputFile {
  /** As findings name it, with forward slashes. Files of one folder belong to one device: `edge1/running.cfg`, `edge1/root.pem`. */
  readonly path: string;
  /** Called when the file is needed. Throws what the system says where it cannot be read; that becomes a finding. */
  readonly read: () => Uint8Array;
}

/** A file whose bytes, or text, are at hand. */
export function inputFile(path: string, content: Uint8Array | string): InputFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { path: path.replaceAll('\\', '/'), read: () => bytes };
}

/** The files that the command line would read for these paths: files, folders, archives, patterns; `.gitignore` counts. */
export async function readInputs(paths: readonly string[]): Promise<readonly InputFile[]> {
  return (await listInputs(paths)).inputs;
}

/** As the engine has it. What `readInputs` found out about a file (its role, the pack it lies in) is kept. @internal */
export function asEngineFile(file: InputFile): EngineFile {
  return { relative: file.path, role: 'named', ...file };
}

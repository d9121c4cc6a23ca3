import { loadKnowledge as loadFrom } from '../host/knowledge.js';
import type { Knowledge, Level } from '../model/knowledge.js';
import { rules as all } from '../rules/index.js';

/** Where the build puts the compiled facts: beside the code. @internal */
export const DATA_FOLDER = __dirname;

declare const SBCLINT_VERSION: string;

/** The version of this package, as reports name it. */
export const version: string = SBCLINT_VERSION;

let loaded: Knowledge | undefined;

/** The facts that this version brings: peers with their dated requirements, vendors, known certificates. Read once. */
export function loadKnowledge(): Knowledge {
  loaded ??= loadFrom(DATA_FOLDER);
  return loaded;
}

/** What a rule says, without its code. */
export interface RuleInfo {
  readonly id: string;
  readonly level: Level;
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
}

/** Every rule, in the order of its id. */
export const rules: readonly RuleInfo[] = all.map(({ id, level, docs }) => ({ id, level, ...docs }));

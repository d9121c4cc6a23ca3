import { bindByIndex } from '../audiocodes/evidence.js';
import { interpret } from '../audiocodes/interpret.js';
import { OTHERS, TRUST_COLUMNS, TRUST_PARAMETERS, TRUST_TABLES } from '../audiocodes/settings.js';
import type { Parser } from '../parser.js';
import { outline } from './outline.js';
import { scan } from './scan.js';
import { audiocodesIniFormat } from './format.js';

export const TRUST = {
  tables: TRUST_TABLES,
  parameters: TRUST_PARAMETERS,
  columns: TRUST_COLUMNS,
  others: OTHERS,
} as const;

export const audiocodesIni: Parser = {
  ...audiocodesIniFormat,
  parse: (source) => ({ ...interpret(scan(source, TRUST)), outline: () => outline(source) }),
  bind: bindByIndex,
};

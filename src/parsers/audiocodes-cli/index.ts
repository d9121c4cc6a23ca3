import { bindByIndex } from '../audiocodes/evidence.js';
import { interpret } from '../audiocodes/interpret.js';
import type { Parser } from '../parser.js';
import { outline } from './outline.js';
import { scan } from './scan.js';
import { audiocodesCliFormat } from './format.js';

export const audiocodesCli: Parser = {
  ...audiocodesCliFormat,
  parse: (source) => ({ ...interpret(scan(source)), outline: () => outline(source) }),
  bind: bindByIndex,
};

import type { Parser } from '../parser.js';
import { bind } from '../ribbon-core/bind.js';
import { refusedDelta } from '../ribbon-core/delta.js';
import { exportOf } from '../ribbon-core/from-blocks.js';
import { scan } from './scan.js';
import { ribbonCoreCurlyFormat } from './format.js';

export const ribbonCoreCurly: Parser = {
  ...ribbonCoreCurlyFormat,
  bind,

  parse(source) {
    const refused = refusedDelta(source);
    return refused ? { refused } : exportOf(scan(source), source);
  },
};

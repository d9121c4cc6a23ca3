import type { SourceText } from '../../text/source-text.js';
import { bind } from '../cisco/bind.js';
import { interpret } from '../cisco/interpret.js';
import { listingStart } from '../cisco-certificates/detect.js';
import { statement } from '../problem.js';
import type { ParsedExport, Parser } from '../parser.js';
import { outline, scan } from './scan.js';
import { ciscoIosFormat } from './format.js';

export const ciscoIos: Parser = {
  ...ciscoIosFormat,
  parse,
  bind,
};

function parse(source: SourceText): ParsedExport {
  const interpreted = interpret(scan(source));
  const listing = listingStart(source);
  const apart = 'it is read from a file of its own only: save it beside the configuration';
  const inside =
    listing < 0 ? [] : [statement('output of show crypto pki in the same file', apart, source.at(listing, listing))];
  return {
    product: 'Cisco CUBE',
    ...interpreted,
    problems: [...interpreted.problems, ...inside],
    outline: () => outline(source),
  };
}

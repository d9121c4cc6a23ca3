import type { SourceText } from '../../text/source-text.js';
import { interpret, nameOf } from '../kamailio/interpret.js';
import type { Parser } from '../parser.js';
import { bindByPath } from '../pem-bundle/bind.js';
import { scan } from './scan.js';
import { kamailioTlsCfgFormat } from './format.js';

export const kamailioTlsCfg: Parser = {
  ...kamailioTlsCfgFormat,
  parse: (source) => ({ ...interpret(scan(source)), outline: () => outline(source) }),
  bind: bindByPath,
};

function outline(source: SourceText): readonly string[] {
  const { domains, faults } = scan(source);
  return [
    ...domains.flatMap((domain) => [
      `[${nameOf(domain)}]`,
      ...[...domain.settings].map(([key, { value }]) => `${nameOf(domain)} ${key} = ${value}`),
      ...domain.faults.map(({ at }) => source.slice(at.range.start, at.range.end).trim()),
    ]),
    ...faults.map(({ at }) => source.slice(at.range.start, at.range.end).trim()),
  ];
}

import type { SourceText } from '../../text/source-text.js';

import { interpret, nameOf } from '../kamailio/interpret.js';
import type { Parser } from '../parser.js';
import { bindByPath } from '../pem-bundle/bind.js';
import { isHeader, scan } from './scan.js';

/** The file that `modparam("tls", "config", ...)` of a Kamailio names, usually tls.cfg. */
export const kamailioTlsCfg: Parser = {
  format: 'kamailio-tls-cfg',
  vendor: 'kamailio',
  detect,
  parse: (source) => ({ ...interpret(scan(source)), outline: () => outline(source) }),
  bind: bindByPath,
};

function detect(source: SourceText): boolean {
  if (!source.text.includes('[')) return false;
  for (const { text } of source.linesThatBegin('[')) if (isHeader(text)) return true;
  return false;
}

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

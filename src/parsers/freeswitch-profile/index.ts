import type { SourceText } from '../../text/source-text.js';
import { interpret } from '../freeswitch/interpret.js';
import type { Parser } from '../parser.js';
import { bindByPath } from '../pem-bundle/bind.js';
import { readXml, type XmlElement } from '../xml/document.js';
import { scan } from './scan.js';
import { freeswitchProfileFormat } from './format.js';

export const freeswitchProfile: Parser = {
  ...freeswitchProfileFormat,
  parse: (source) => ({ ...interpret(scan(source)), outline: () => outline(source) }),
  bind: bindByPath,
};

function outline(source: SourceText): readonly string[] {
  const read = readXml(source);
  return 'failed' in read ? [source.text] : [...statements(read.root, '')];
}

function* statements(element: XmlElement, path: string): Generator<string> {
  const attributes = [...element.attributes].map(([name, { text }]) => `${name}=${text}`).join(' ');
  const here = `${path}/${element.name} ${attributes}`;
  yield `${here} ${element.value?.text.trim() ?? ''}`;
  for (const inner of element.children) yield* statements(inner, here);
}

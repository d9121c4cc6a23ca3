import type { SourceText } from '../../text/source-text.js';
import { interpret } from '../freeswitch/interpret.js';
import type { Parser } from '../parser.js';
import { bindByPath } from '../pem-bundle/bind.js';
import { readXml, type XmlElement } from '../xml/document.js';
import { scan } from './scan.js';

const PROFILE = /<profile\s{1,20}name\s{0,4}=/;
const PROFILE_PARAM =
  /<param\s{1,20}name\s{0,4}=\s{0,4}["'](?:sip-port|sip-ip|tls-sip-port|tls-cert-dir|tls-verify-policy)["']/i;
const GATEWAY = /<gateway\s{1,20}name\s{0,4}=/;
const GATEWAY_PARAM = /<param\s{1,20}name\s{0,4}=\s{0,4}["'](?:proxy|realm|register-transport)["']/i;

/** A profile of mod_sofia with its gateways, or a gateway in a file of its own. */
export const freeswitchProfile: Parser = {
  format: 'freeswitch-profile',
  vendor: 'freeswitch',
  detect,
  parse: (source) => ({ ...interpret(scan(source)), outline: () => outline(source) }),
  bind: bindByPath,
};

function detect(source: SourceText): boolean {
  const { text, contentStart } = source;
  if (!/^\s{0,200}</.test(text.slice(contentStart, contentStart + 201))) return false;
  if (!text.includes('<profile') && !text.includes('<gateway')) return false;
  return (PROFILE.test(text) && PROFILE_PARAM.test(text)) || (GATEWAY.test(text) && GATEWAY_PARAM.test(text));
}

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

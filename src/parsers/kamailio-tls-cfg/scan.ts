import type { Provenance, Sourced } from '../../text/provenance.js';
import type { Line, SourceText } from '../../text/source-text.js';
import type { TlsDomain, TlsDomains } from '../kamailio/domain.js';
import { addressNamed, roleNamed, settingNamed } from '../kamailio/vocabulary.js';
import type { Fault } from '../pem-bundle/context.js';
import type { Role } from '../pem-bundle/domain-leg.js';
import { breaksOff, namedSetting } from '../pem-bundle/fault.js';

/** `[client:default]`, `[server:192.0.2.1:5061]`, `[server:[2001:db8::1]:5061]`, with a comment after it or not. */
const HEADER = /^[ \t]*\[[ \t]*(\w+)[ \t]*:[ \t]*([^\s#]+?)[ \t]*\][ \t]*(?:#.*)?$/;
const SETTING = /^[ \t]*(\w+)[ \t]*=[ \t]*(?:"([^"\\]*)"[ \t]*|([^\s"#\\][^\s#\\]*)[ \t]*|)(?:#.*)?$/;
const NOTHING = /^[ \t]*(?:#.*)?$/;

interface Open {
  readonly role: Role;
  readonly address: string;
  readonly settings: Map<string, Sourced<string>>;
  readonly faults: Fault[];
  readonly at: Provenance;
}

export function isHeader(line: string): boolean {
  return headerOf(line) !== null;
}

/** The TLS domains of a tls.cfg. Of a key that a section has twice the last one counts, as on the device. */
export function scan(source: SourceText): TlsDomains {
  const domains: TlsDomain[] = [];
  const faults: Fault[] = [];
  let open: Open | null = null;
  let inComment = false;

  for (const line of source.lines()) {
    const isComment: boolean = inComment;
    inComment = (isComment || line.text.includes('#')) && goesOn(source, line);
    if (isComment || NOTHING.test(line.text)) continue;
    const header = headerOf(line.text);
    if (header) {
      const at = source.at(line.start + line.text.indexOf('['), line.start + line.text.lastIndexOf(']') + 1);
      open = { ...header, settings: new Map(), faults: [], at };
      domains.push(open);
      if (line.next === line.end)
        open.faults.push({ what: 'a section', because: 'the file ends in its header', at, isCut: true });
      continue;
    }
    const setting = open && SETTING.exec(line.text);
    const key = setting && settingNamed(setting[1] ?? '');
    if (open && setting && key !== null) {
      const value = valueOf(source, line, setting);
      open.settings.set(key, value);
      if (breaksOff(source) && line.next === line.end && !/["#]/.test(line.text)) {
        open.faults.push({
          what: `the setting ${key}`,
          because: 'the file ends in its line',
          at: value.at,
          isCut: true,
        });
      }
    } else if (/^[ \t]*\[/.test(line.text)) {
      // Whatever this is, what follows does not belong to the domain before it.
      open = { role: 'client', address: '', settings: new Map(), faults: [], at: source.at(line.start, line.end) };
      const because =
        'its header is neither [server:...] nor [client:...], with default, any or an address and its port';
      faults.push(faultOf(source, line, 'a section', because));
    } else (open?.faults ?? faults).push(faultOf(source, line, ...reasonOf(line.text, open !== null)));
  }
  return { domains, faults, start: source.at(source.contentStart, source.contentStart) };
}

function headerOf(line: string): { readonly role: Role; readonly address: string } | null {
  const [, word = '', where = ''] = HEADER.exec(line) ?? [];
  const role = roleNamed(word);
  const address = role === null ? null : addressNamed(where);
  return role === null || address === null ? null : { role, address };
}

/** A backslash in a comment takes the next character with it, and so the end of the line. */
function goesOn(source: SourceText, { text, end }: Line): boolean {
  let backslashes = 0;
  while (text[text.length - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1 && source.text[end] === '\n';
}

function reasonOf(text: string, inside: boolean): [what: string, because: string] {
  if (!inside) return ['a line', 'it stands before the first section'];
  const word = SETTING.exec(text)?.[1];
  if (word !== undefined) return [namedSetting(word), 'no setting of that name is known'];
  return ['a setting', text.includes('\\') ? 'it holds a backslash, which is not read' : 'it is no key = value'];
}

function faultOf(source: SourceText, line: Line, what: string, because: string): Fault {
  return { what, because, at: source.at(line.start, line.end) };
}

function valueOf(source: SourceText, line: Line, setting: RegExpExecArray): Sourced<string> {
  const value = setting[2] ?? setting[3] ?? '';
  const start = line.start + line.text.indexOf(value, line.text.indexOf('=') + 1);
  return source.sourced(start, start + value.length);
}

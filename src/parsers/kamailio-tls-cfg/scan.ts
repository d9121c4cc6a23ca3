import type { Provenance, Sourced } from '../../text/provenance.js';
import type { Line, SourceText } from '../../text/source-text.js';
import type { TlsDomain, TlsDomains } from '../kamailio/domain.js';
import type { Fault } from '../pem-bundle/context.js';
import type { Role } from '../pem-bundle/domain-leg.js';

/** `[client:default]`, `[server:192.0.2.1:5061]`, `[server:[2001:db8::1]:5061]`, with a comment after it or not. */
const HEADER = /^[ \t]*\[[ \t]*(server|client)[ \t]*:[ \t]*([^\s#]+?)[ \t]*\][ \t]*(?:#.*)?$/i;
const SETTING = /^[ \t]*(\w+)[ \t]*=[ \t]*(?:"([^"\\]*)"|([^\s"#\\][^\s#\\]*)|)[ \t]*(?:#.*)?$/;
const NOTHING = /^[ \t]*(?:#.*)?$/;

interface Open {
  readonly role: Role;
  readonly address: string;
  readonly settings: Map<string, Sourced<string>>;
  readonly faults: Fault[];
  readonly at: Provenance;
}

export function isHeader(line: string): boolean {
  return HEADER.test(line);
}

/** The TLS domains of a tls.cfg. Of a key that a section has twice the last one counts, as on the device. */
export function scan(source: SourceText): TlsDomains {
  const domains: TlsDomain[] = [];
  const faults: Fault[] = [];
  let open: Open | null = null;

  for (const line of source.lines()) {
    if (NOTHING.test(line.text)) continue;
    const header = HEADER.exec(line.text);
    if (header) {
      const at = source.at(line.start + line.text.indexOf('['), line.start + line.text.lastIndexOf(']') + 1);
      const role = (header[1] ?? '').toLowerCase() as Role;
      open = { role, address: (header[2] ?? '').toLowerCase(), settings: new Map(), faults: [], at };
      domains.push(open);
      continue;
    }
    const setting = open && SETTING.exec(line.text);
    if (open && setting) open.settings.set((setting[1] ?? '').toLowerCase(), valueOf(source, line, setting));
    else if (/^[ \t]*\[/.test(line.text)) {
      // Whatever this is, what follows does not belong to the domain before it.
      open = { role: 'client', address: '', settings: new Map(), faults: [], at: source.at(line.start, line.end) };
      faults.push(faultOf(source, line, 'a section', 'its header is neither [server:...] nor [client:...]'));
    } else (open?.faults ?? faults).push(faultOf(source, line, ...reasonOf(line.text, open !== null)));
  }
  return { domains, faults, start: source.at(source.contentStart, source.contentStart) };
}

function reasonOf(text: string, inside: boolean): [what: string, because: string] {
  if (!inside) return ['a line', 'it stands before the first section'];
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

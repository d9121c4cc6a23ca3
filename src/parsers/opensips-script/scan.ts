import type { Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import type { Parameter, Script } from '../opensips/script.js';
import type { Fault } from '../pem-bundle/context.js';
import { tokens, type Token } from './tokens.js';

const MODULE = 'tls_mgm';
const TLS_URI = /^sips?:[^$\s]{1,300}$/i;

/** The parameters of tls_mgm, and the URIs on TLS that are spelled out, of an OpenSIPS script. */
export function scan(source: SourceText): Script {
  const parameters: Parameter[] = [];
  const uris: Sourced<string>[] = [];
  const faults: Fault[] = [];
  /** The tokens of a modparam so far, from its name on. */
  let call: Token[] = [];

  for (const token of tokens(source.text, source.contentStart)) {
    if (token.kind === 'word' && token.text === 'modparam') {
      if (isOurs(call)) faults.push(faultOf(source, call));
      call = [token];
    } else if (call.length > 0) {
      call.push(token);
      const ends = token.text === ')' && token.kind === 'sign';
      if (!ends && call.length < 8) continue;
      const parameter = ends ? parameterOf(source, call) : null;
      if (parameter) parameters.push(parameter);
      else if (isOurs(call)) faults.push(faultOf(source, call));
      call = [];
    } else if (token.kind === 'string' && isTlsUri(token.text)) {
      uris.push(source.sourced(token.start, token.end));
    }
    if (!token.closed) {
      const at = source.at(token.start, token.start);
      faults.push({ what: 'a string', because: 'it never ends', at });
    }
  }
  if (isOurs(call)) faults.push(faultOf(source, call));
  return { parameters, uris, faults, start: source.at(source.contentStart, source.contentStart) };
}

function isTlsUri(text: string): boolean {
  return TLS_URI.test(text) && (/^sips:/i.test(text) || /;transport=tls\b/i.test(text));
}

/** A call that names the module, or that breaks off before it names any. */
function isOurs([, , module]: readonly Token[]): boolean {
  return module?.text === MODULE;
}

function parameterOf(source: SourceText, call: readonly Token[]): Parameter | null {
  const [, open, module, comma, name, second, value, close] = call;
  if (!isOurs(call) || module?.kind !== 'string' || name?.kind !== 'string' || !value || !close) return null;
  if (open?.text !== '(' || comma?.text !== ',' || second?.text !== ',' || value.kind === 'sign') return null;
  const tagged = value.kind === 'string' ? /^\s*\[\s*(\w[\w.-]*)\s*\]\s*/.exec(value.text) : null;
  const id = tagged?.[1] ?? '';
  const idStart = value.start + (tagged ? value.text.indexOf(id) : 0);
  const start = value.start + (tagged?.[0].length ?? 0);
  return {
    name: name.text,
    domain: tagged ? source.sourced(idStart, idStart + id.length) : null,
    value: source.sourced(start, value.end),
    at: source.at(value.start, value.end),
  };
}

function faultOf(source: SourceText, call: readonly Token[]): Fault {
  const [first] = call;
  const last = call.at(-1);
  const at = source.at(first?.start ?? 0, last?.end ?? 0);
  return { what: 'a modparam of tls_mgm', because: 'it is not modparam("tls_mgm", "name", "value")', at };
}

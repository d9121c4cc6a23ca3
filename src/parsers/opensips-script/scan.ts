import type { Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import type { Parameter, Script } from '../opensips/script.js';
import type { Fault } from '../pem-bundle/context.js';
import { misspelt } from '../pem-bundle/misspelt.js';
import { tokens, type Token } from './tokens.js';

const MODULE = 'tls_mgm';
const TLS_URI = /^sips?:[^$\s]{1,300}$/i;
const INCLUDES = ['include_file', 'import_file'];

/** The parameters of tls_mgm, and the URIs on TLS that are spelled out, of an OpenSIPS script. */
export function scan(source: SourceText): Script {
  const parameters: Parameter[] = [];
  const uris: Sourced<string>[] = [];
  const faults: Fault[] = [];
  const shape = new Shape(source);
  /** The tokens of a modparam so far, from its name on. */
  let call: Token[] = [];

  for (const token of tokens(source.text, source.contentStart)) {
    shape.take(token);
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
    } else if (token.kind === 'string' && token.text === MODULE) {
      faults.push(faultOf(source, [token]));
    } else if (token.kind === 'string' && isTlsUri(token.text)) {
      uris.push(source.sourced(token.start, token.end));
    }
    if (!token.closed) {
      const at = source.at(token.start, token.start);
      faults.push({ what: `a ${token.kind}`, because: 'it never ends', at, isCut: true });
    }
  }
  if (isOurs(call)) faults.push(faultOf(source, call));
  return { parameters, uris, faults: [...faults, ...shape.faults()], start: startOf(source) };
}

/** What tells a whole script, and one script, from another: blocks that end, one main route, each module loaded once. */
class Shape {
  readonly #found: Fault[] = [];
  readonly #source: SourceText;
  #before: Token | null = null;
  #depth = 0;
  #mainRoutes = 0;
  #isLoaded = false;

  constructor(source: SourceText) {
    this.#source = source;
  }

  take(token: Token): void {
    const before = this.#before;
    this.#before = token;
    const { kind, text } = token;
    if (kind === 'sign' && text === '{') {
      const isMain = this.#depth === 0 && before?.kind === 'word' && before.text === 'route';
      if (isMain) this.#once('the second main route', this.#mainRoutes++ > 0, before);
      this.#depth += 1;
    } else if (kind === 'sign' && text === '}') {
      this.#depth -= 1;
    } else if (kind === 'string' && before?.kind === 'word') {
      if (before.text === 'loadmodule' && /(?:^|\/)tls_mgm\.so$/.test(text)) {
        this.#once('the second loadmodule of tls_mgm', this.#isLoaded, before);
        this.#isLoaded = true;
      }
      if (INCLUDES.includes(before.text)) {
        const because = 'what it names is in another file: put that text in its place';
        this.#found.push({ what: before.text, because, at: this.#source.at(before.start, token.end) });
      }
    }
  }

  faults(): readonly Fault[] {
    const { text } = this.#source;
    const at = this.#source.at(text.length, text.length);
    if (this.#depth > 0) {
      this.#found.push({ what: 'a block of the script', because: 'it has no closing brace', at, isCut: true });
    } else if (this.#depth < 0) {
      this.#found.push({ what: 'the blocks of the script', because: 'a closing brace has no block', at });
    } else if (this.#mainRoutes === 0) {
      this.#found.push({ what: 'the script', because: 'it has no main route', at, isCut: true });
    }
    return this.#found;
  }

  #once(what: string, isSecond: boolean, { start, end }: Token): void {
    const because = 'a script has one: save two scripts in a file each';
    if (isSecond) this.#found.push({ what, because, at: this.#source.at(start, end) });
  }
}

function startOf(source: SourceText): Script['start'] {
  return source.at(source.contentStart, source.contentStart);
}

function isTlsUri(text: string): boolean {
  return TLS_URI.test(text) && (/^sips:/i.test(text) || /;transport=tls\b/i.test(text));
}

/** A call that names the module, or a word that was meant to. */
function isOurs([, , module]: readonly Token[]): boolean {
  return module?.text === MODULE || misspelt(module?.text ?? '', [MODULE]) !== null;
}

function parameterOf(source: SourceText, call: readonly Token[]): Parameter | null {
  const [, open, module, comma, name, second, value, close] = call;
  if (module?.text !== MODULE || module.kind !== 'string' || name?.kind !== 'string' || !value || !close) return null;
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

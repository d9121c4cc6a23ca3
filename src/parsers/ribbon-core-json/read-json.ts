import type { SourceText } from '../../text/source-text.js';
import type { Token } from '../ribbon-core/token.js';

/** A value of a JSON document with its place; a scalar keeps its text. */
export type JsonValue =
  | { readonly kind: 'scalar'; readonly token: Token }
  | { readonly kind: 'array'; readonly items: readonly JsonValue[]; readonly start: number; readonly end: number }
  | { readonly kind: 'object'; readonly members: readonly JsonMember[]; readonly start: number; readonly end: number };

export interface JsonMember {
  readonly name: Token;
  readonly value: JsonValue;
}

export type JsonDocument =
  { readonly value: JsonValue } | { readonly because: string; readonly offset: number; readonly cut: boolean };

const DEEPEST = 200;
const STRING = /"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;
const BLANKS = /[ \t\r\n]*/y;

class Wrong extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

/** JSON as RFC 8259 has it, with places. A document that is wrong anywhere is none. */
export function readJson({ text, contentStart }: SourceText): JsonDocument {
  let at = contentStart;
  const blanks = () => {
    BLANKS.lastIndex = at;
    at += BLANKS.exec(text)?.[0].length ?? 0;
  };
  const take = (sign: string): boolean => {
    blanks();
    if (text[at] !== sign) return false;
    at += 1;
    return true;
  };
  const want = (sign: string) => {
    if (!take(sign)) throw new Wrong(`${sign} is missing`, at);
  };
  const string = (): Token => {
    blanks();
    STRING.lastIndex = at;
    const raw = STRING.exec(text)?.[0];
    if (raw === undefined) throw new Wrong('a string is missing or not closed', at);
    const start = at + 1;
    at += raw.length;
    return { text: String(JSON.parse(raw)), start, end: at - 1, quoted: true };
  };
  const value = (depth: number): JsonValue => {
    if (depth > DEEPEST) throw new Wrong('it is nested too deep', at);
    blanks();
    const start = at;
    if (take('{')) {
      const members: JsonMember[] = [];
      if (!take('}')) {
        do {
          const name = string();
          want(':');
          members.push({ name, value: value(depth + 1) });
        } while (take(','));
        want('}');
      }
      return { kind: 'object', members, start, end: at };
    }
    if (take('[')) {
      const items: JsonValue[] = [];
      if (!take(']')) {
        do items.push(value(depth + 1));
        while (take(','));
        want(']');
      }
      return { kind: 'array', items, start, end: at };
    }
    if (text[at] === '"') return { kind: 'scalar', token: string() };
    SCALAR.lastIndex = at;
    const scalar = SCALAR.exec(text)?.[0];
    if (scalar === undefined) throw new Wrong('a value is missing or not recognized', at);
    at += scalar.length;
    return { kind: 'scalar', token: { text: scalar, start, end: at, quoted: false } };
  };
  try {
    const whole = value(0);
    blanks();
    if (at < text.length) throw new Wrong('something follows its end', at);
    return { value: whole };
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    return { because: error.message, offset: error.offset, cut: error.offset >= text.trimEnd().length };
  }
}

import { readable } from '../../text/latin1.js';
import type { Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';

/** A word of the configuration without its quotes and escapes, and the bytes between the quotes. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** A quoted word is a key or a value, never a keyword. */
  readonly quoted: boolean;
}

/** A leaf with its value, an entry of a list that has no leaves yet, or a part that the schema does not know. */
export interface Leaf {
  /** Names and keys from the top of the configuration down to the leaf's own name. */
  readonly path: readonly Token[];
  readonly value: Token | null;
  /** Whether the schema knows every word of the path. */
  readonly known: boolean;
}

/** What a form could not make sense of although it may matter to trust. It never quotes a value. */
export interface Fault {
  readonly messageId: 'statement' | 'truncated';
  readonly what: string;
  readonly because: string;
  readonly start: number;
  readonly end: number;
}

/** As a person reads it; blanks around it mean nothing (quoted dumps end bit values in one). */
export function plain(token: Token): string {
  return readable(token.text.trim());
}

export function sourced(source: SourceText, token: Token): Sourced<string> {
  return { value: plain(token), at: source.at(token.start, token.end) };
}

import type { Problem } from '../../model/trust.js';
import type { SourceText } from '../../text/source-text.js';
import { statement, truncated } from '../problem.js';
import type { Block, Section } from '../ribbon-core/blocks.js';
import { documentIn } from '../ribbon-core/capture.js';
import type { Token } from '../ribbon-core/token.js';
import { readJson, type JsonMember, type JsonValue } from './read-json.js';

export type JsonScan = { readonly sections: readonly Section[] } | { readonly failed: Problem };

const WRAPPERS = new Set(['data', 'config', 'collection']);

/** A list is an array of objects, one block each; a module prefix says nothing that the name does not. */
export function scan(source: SourceText): JsonScan {
  const document = readJson(documentIn(source, '{', '}'));
  if (!('value' in document)) {
    const at = source.at(document.offset, document.offset);
    const make = document.cut ? truncated : statement;
    return { failed: make('the configuration in JSON', document.because, at) };
  }
  const sections: Section[] = [];
  const unwrap = (value: JsonValue) => {
    for (const member of value.kind === 'object' ? value.members : []) {
      if (WRAPPERS.has(localName(member.name).text)) unwrap(member.value);
      else for (const block of blocksOf(member)) sections.push({ block, asked: [], run: 0 });
    }
  };
  unwrap(document.value);
  return { sections };
}

function blocksOf({ name, value }: JsonMember): readonly Block[] {
  const local = localName(name);
  if (value.kind === 'object') {
    const { start, end } = value;
    return [{ name: local, words: [], body: value.members.flatMap(blocksOf), start, end }];
  }
  if (value.kind === 'scalar') {
    return [{ name: local, words: [value.token], body: null, start: name.start, end: value.token.end }];
  }
  const words = value.items.flatMap((item) => (item.kind === 'scalar' ? item.token : []));
  const entries = value.items.flatMap((item) => (item.kind === 'object' ? blocksOf({ name, value: item }) : []));
  if (words.length === 0) return entries;
  return [{ name: local, words, body: null, start: value.start, end: value.end }, ...entries];
}

function localName(name: Token): Token {
  const colon = name.text.indexOf(':');
  return colon < 0 ? name : { ...name, text: name.text.slice(colon + 1), start: name.start + colon + 1 };
}

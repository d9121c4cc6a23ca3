import type { CiscoConfiguration, CiscoLine, CiscoSection, SectionKind } from '../cisco/element.js';
import type { Provenance, Range, Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { belongsToChain, chainEntries, foreignInChain } from './chain.js';
import { iosLines, wordsOf, type IosLine } from './line.js';
import { spoiltHeader, spoiltLine, type Spoilt } from './misspelt.js';

const HEADERS: readonly (readonly [SectionKind, RegExp])[] = [
  ['trustpoint', /^crypto[ \t]+(?:pki|ca)[ \t]+trustpoint[ \t]+(\S+)$/i],
  ['chain', /^crypto[ \t]+(?:pki|ca)[ \t]+certificate[ \t]+chain[ \t]+(\S+)$/i],
  ['trustpool-policy', /^crypto[ \t]+pki[ \t]+trustpool[ \t]+(policy)$/i],
  ['sip-ua', /^(sip-ua)$/i],
  ['tls-profile', /^voice[ \t]+class[ \t]+tls-profile[ \t]+(\S+)$/i],
  ['tls-cipher', /^voice[ \t]+class[ \t]+tls-cipher[ \t]+(\S+)$/i],
  ['tenant', /^voice[ \t]+class[ \t]+tenant[ \t]+(\S+)$/i],
  ['server-group', /^voice[ \t]+class[ \t]+server-group[ \t]+(\S+)$/i],
  ['dial-peer', /^dial-peer[ \t]+voice[ \t]+(\S+)[ \t]+voip$/i],
  ['voice-service', /^voice[ \t]+service[ \t]+(voip)$/i],
];

/** Words that start a statement of their own: where indentation is lost they end what stands before them. */
const TOP =
  /^(?:end|exit|version|hostname|interface|line|ip|ipv6|router|crypto(?![ \t]+signaling)|voice|dial-peer|sip-ua|control-plane|gateway|ntp|snmp-server|logging|aaa|username|enable|service|boot|banner|access-list|route-map|vrf|license|telephony-service|redundancy|controller|voice-port|call-manager-fallback)(?=[ \t]|$)/i;

/** What stands at the head of a configuration; a release has a dot, which the version of a routing protocol has not. */
const HEAD = /^(version(?=[ \t]+\d+\.\d)|hostname(?=[ \t]+\S+$)|current configuration(?=[ \t]*:[ \t]*\d))/i;

/** A name in the router's own table. */
const HOST = /^ip[ \t]+host[ \t]/i;

/** A section with the lines that it was made of. */
export interface IosSection extends CiscoSection {
  readonly lead: string;
  /** From the start of the header's line to the start of the line after its last one. */
  readonly range: Range;
}

export interface IosText extends CiscoConfiguration {
  readonly sections: readonly IosSection[];
}

interface OpenSection {
  readonly kind: SectionKind;
  readonly name: Sourced<string>;
  readonly header: IosLine;
  readonly lines: IosLine[];
  indented: boolean | null;
}

/** The sections that say whom the device trusts and faces; everything else is passed over. */
export function scan(source: SourceText): IosText {
  const sections: IosSection[] = [];
  let open: OpenSection | null = null;
  let hostName: Sourced<string> | null = null;
  let release: Sourced<string> | null = null;
  let end: IosLine | null = null;
  let another: IosLine | null = null;
  let beginning: IosLine | null = null;
  const hosts: CiscoLine[] = [];
  const spoilt: (Spoilt & { readonly at: Provenance })[] = [];

  const doubt = (line: IosLine, found: Spoilt | null) => {
    if (found) spoilt.push({ ...found, at: source.at(line.start, line.end) });
  };
  const close = () => {
    if (open) sections.push(finished(source, open));
    open = null;
  };
  for (const line of iosLines(source)) {
    const header = headerOf(source, line);
    if (!header) doubt(line, spoiltHeader(line));
    if (line.text.startsWith('!')) continue;
    if (header) {
      close();
      if (end) another ??= line;
      open = { kind: header.kind, name: header.name, header: line, lines: [], indented: null };
      continue;
    }
    if (open && belongs(open, line)) {
      open.lines.push(line);
      doubt(line, open.kind === 'chain' ? foreignInChain(line) : spoiltLine(line, open.kind));
      continue;
    }
    close();
    if (/^end$/i.test(line.text)) end ??= line;
    if (HOST.test(line.text)) hosts.push({ words: wordsOf(source, line), at: source.at(line.start, line.end) });
    const head = HEAD.exec(line.text)?.[1]?.toLowerCase();
    if (head === undefined || (beginning && line.indent !== beginning.indent)) continue;
    beginning ??= line;
    const [, value = null] = wordsOf(source, line);
    // The head of a configuration comes once, and before its sections.
    if (sections.length > 0 || (head === 'hostname' ? hostName : (release ?? hostName))) another ??= line;
    if (head === 'hostname') hostName ??= value;
    if (head === 'version') release ??= value;
  }
  close();

  const { contentStart, text } = source;
  return {
    sections,
    hosts,
    hostName,
    release,
    end: end && source.at(end.start, end.end),
    another: another ? source.at(another.start, another.end) : binaryBehind(source, end),
    spoilt,
    whole: source.at(contentStart, contentStart),
    last: source.at(text.length, text.length),
  };
}

/** Where a file that is no text stands behind the end: a key store, say, that was joined to it. */
function binaryBehind(source: SourceText, end: IosLine | null): Provenance | null {
  if (!end) return null;
  const at = source.text.slice(end.end).search(/[\0-\x06\x0e-\x1a]/);
  return at < 0 ? null : source.at(end.end + at, end.end + at);
}

function headerOf(source: SourceText, line: IosLine): Pick<OpenSection, 'kind' | 'name'> | null {
  if (!/^(?:crypto|voice|dial-peer|sip-ua)/i.test(line.text)) return null;
  for (const [kind, pattern] of HEADERS) {
    const name = pattern.exec(line.text)?.[1];
    if (name === undefined) continue;
    const at = line.start + line.text.lastIndexOf(name, kind === 'dial-peer' ? line.text.length - 5 : undefined);
    return { kind, name: source.sourced(at, at + name.length) };
  }
  return null;
}

/** Children stand further right than their header; where a tool took the indentation away, until a word that starts anew. */
function belongs(open: OpenSection, line: IosLine): boolean {
  const deeper = line.indent > open.header.indent;
  open.indented ??= deeper;
  if (deeper) return true;
  if (open.indented) return false;
  return open.kind === 'chain'
    ? belongsToChain(line)
    : !TOP.test(line.text) || /^ip[ \t]+address[ \t]+trusted/i.test(line.text);
}

function finished(source: SourceText, { kind, name, header, lines }: OpenSection): IosSection {
  const last = lines.at(-1) ?? header;
  const lead = source.lead(header.start);
  return {
    kind,
    name,
    lines:
      kind === 'chain'
        ? []
        : lines.map((line) => ({ words: wordsOf(source, line), at: source.at(line.start, line.end) })),
    entries: kind === 'chain' ? chainEntries(source, lines) : [],
    at: source.at(header.start, header.end),
    lead: /^[ \t]*$/.test(lead) ? lead : '',
    range: { start: header.start - lead.length, end: last.next },
  };
}

/** Every statement of the file, with its header where it is one of the sections above. */
export function outline(source: SourceText): readonly string[] {
  const statements: string[] = [];
  let open: OpenSection | null = null;
  for (const line of iosLines(source)) {
    if (line.text.startsWith('!')) continue;
    const header = headerOf(source, line);
    if (header) open = { kind: header.kind, name: header.name, header: line, lines: [], indented: null };
    else if (open && !belongs(open, line)) open = null;
    const plain = line.text.replace(/[ \t]+/g, ' ');
    statements.push(open && !header ? `${open.header.text} > ${plain}` : plain);
  }
  return statements;
}

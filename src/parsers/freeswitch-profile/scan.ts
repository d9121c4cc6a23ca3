import { lookUp } from '../../text/look-up.js';
import type { Provenance, Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import type { Gateway, Params, SofiaFile, SofiaProfile } from '../freeswitch/sofia.js';
import { CHILDREN, COMMANDS, GATEWAY_PARAMS, PREPROCESSOR, PROFILE_PARAMS } from '../freeswitch/vocabulary.js';
import type { Fault } from '../pem-bundle/context.js';
import { misspelt } from '../pem-bundle/misspelt.js';
import { child, descendants, readXml, type XmlElement } from '../xml/document.js';

/** The profiles and gateways of an XML file of mod_sofia, wherever in it they stand. */
export function scan(source: SourceText): SofiaFile {
  const start = source.at(source.contentStart, source.contentStart);
  const read = readXml(source);
  if ('failed' in read) {
    const fault = { what: 'the file', because: read.failed.because, at: read.failed.at };
    return { profiles: [], gateways: [], includes: [], faults: [fault], start };
  }
  const { root } = read;
  const found = root.name === 'profile' ? [root] : [...descendants(root, 'profile')];
  const inProfiles = new Set(found.flatMap((profile) => [...descendants(profile, 'gateway')]));
  const gateways = root.name === 'gateway' ? [root] : [...descendants(root, 'gateway')];
  const commands = [...descendants(root, PREPROCESSOR)];
  return {
    profiles: found.map((profile) => profileOf(source, profile)),
    gateways: gateways.filter((gateway) => !inProfiles.has(gateway)).map((gateway) => gatewayOf(source, gateway)),
    includes: [
      ...commands.filter((element) => commandOf(element) === 'include').map((one) => at(source, one)),
      ...old(source),
    ],
    faults: [
      ...commands
        .filter((element) => !COMMANDS.includes(commandOf(element)))
        .map((element) => faultOf(source, element, `no command of ${PREPROCESSOR} has that name`)),
      ...found.flatMap((profile) => [
        ...strangers(source, profile),
        ...profile.children.filter(({ name }) => name === 'gateways').flatMap((list) => strangers(source, list)),
      ]),
      ...gateways.flatMap((gateway) => [...strangers(source, gateway), ...damaged(source, gateway, GATEWAY_PARAMS)]),
    ],
    start,
  };
}

function profileOf(source: SourceText, element: XmlElement): SofiaProfile {
  const settings = child(element, 'settings');
  return {
    name: nameOf(source, element),
    params: settings ? paramsOf(source, settings) : new Map(),
    gateways: [...descendants(element, 'gateway')].map((gateway) => gatewayOf(source, gateway)),
    faults: settings ? [...strangers(source, settings), ...damaged(source, settings, PROFILE_PARAMS)] : [],
    at: nameOf(source, element).at,
  };
}

function gatewayOf(source: SourceText, element: XmlElement): Gateway {
  const name = nameOf(source, element);
  return { name, params: paramsOf(source, element), at: name.at };
}

function paramsOf(source: SourceText, element: XmlElement): Params {
  const params = new Map<string, Sourced<string>>();
  for (const { name, attributes } of element.children) {
    const key = attributes.get('name');
    const value = attributes.get('value');
    if (name !== 'param' || !key || !value) continue;
    params.set(key.text.toLowerCase(), { value: value.text.trim(), at: source.at(value.range.start, value.range.end) });
  }
  return params;
}

/** Params without a name or a value, and those that are almost ones that are read. */
function damaged(source: SourceText, element: XmlElement, read: readonly string[]): readonly Fault[] {
  return element.children.flatMap((param): readonly Fault[] => {
    if (param.name !== 'param') return [];
    const name = param.attributes.get('name')?.text.toLowerCase();
    if (name === undefined || !param.attributes.has('value')) {
      return [faultOf(source, param, 'it is not <param name="..." value="..."/>')];
    }
    const meant = misspelt(name, read);
    return meant === null ? [] : [faultOf(source, param, `it may be meant to be ${meant}`)];
  });
}

/** Elements that this one cannot hold, and text, of which none of these holds any. */
function strangers(source: SourceText, element: XmlElement): readonly Fault[] {
  const known = [...(lookUp(CHILDREN, element.name) ?? []), PREPROCESSOR];
  const text = hasText(source, element)
    ? [faultOf(source, element, 'it holds text, which may be a damaged element')]
    : [];
  const others = element.children
    .filter(({ name }) => !known.includes(name))
    .map((stranger) => faultOf(source, stranger, `<${element.name}> has no element of that name`));
  return [...text, ...others];
}

/** Whether anything but comments and white space stands between the elements that this one holds. */
function hasText(source: SourceText, { children, value, range }: XmlElement): boolean {
  let between = '';
  let from = range.start;
  for (const { range: inner } of children) {
    between += source.slice(from, inner.start);
    from = inner.end;
  }
  between += source.slice(from, range.end);
  const startTag = /^<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>/;
  const text = value ? value.text : between.replace(startTag, '').replace(/<\/[^<>]*>$/, '');
  return text.split('<!--').some((part, i) => (i === 0 ? part : part.slice(part.indexOf('-->') + 3)).trim() !== '');
}

function commandOf({ attributes }: XmlElement): string {
  return attributes.get('cmd')?.text.toLowerCase() ?? '';
}

/** The older form of an include, which looks like a comment. */
function old(source: SourceText): readonly Provenance[] {
  const found = [...source.text.matchAll(/<!--#include\b/gi)];
  return found.map(({ index, 0: { length } }) => source.at(index, index + length));
}

function at(source: SourceText, { range }: XmlElement): Provenance {
  return source.at(range.start, range.end);
}

function faultOf(source: SourceText, element: XmlElement, because: string): Fault {
  return { what: `an element <${element.name}>`, because, at: at(source, element) };
}

function nameOf(source: SourceText, { attributes, range }: XmlElement): Sourced<string> {
  const name = attributes.get('name');
  return name
    ? { value: name.text, at: source.at(name.range.start, name.range.end) }
    : { value: '', at: source.at(range.start, range.start) };
}

import type { Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import type { Gateway, Params, SofiaFile, SofiaProfile } from '../freeswitch/sofia.js';
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
  const includes = [...descendants(root, 'X-PRE-PROCESS')].filter(
    (element) => element.attributes.get('cmd')?.text.toLowerCase() === 'include',
  );
  return {
    profiles: found.map((profile) => profileOf(source, profile)),
    gateways: gateways.filter((gateway) => !inProfiles.has(gateway)).map((gateway) => gatewayOf(source, gateway)),
    includes: includes.map(({ range }) => source.at(range.start, range.end)),
    faults: [],
    start,
  };
}

function profileOf(source: SourceText, element: XmlElement): SofiaProfile {
  const settings = child(element, 'settings');
  return {
    name: nameOf(source, element),
    params: settings ? paramsOf(source, settings) : new Map(),
    gateways: [...descendants(element, 'gateway')].map((gateway) => gatewayOf(source, gateway)),
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

function nameOf(source: SourceText, { attributes, range }: XmlElement): Sourced<string> {
  const name = attributes.get('name');
  return name
    ? { value: name.text, at: source.at(name.range.start, name.range.end) }
    : { value: '', at: source.at(range.start, range.start) };
}

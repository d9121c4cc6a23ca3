import type { Problem } from '../../model/trust.js';
import type { SourceText } from '../../text/source-text.js';
import type { OracleAttribute, OracleElement, Unreadable } from '../oracle/element.js';
import { statement, truncated } from '../problem.js';
import { readTags, type Tag } from './tags.js';

/** The elements whose names in a backup are documented, or used by clients of the device, with those of their attributes. */
const NAMES: ReadonlyMap<string, { readonly type: string; readonly attributes: ReadonlyMap<string, string> }> = new Map(
  [
    [
      'sessionagent',
      {
        type: 'session-agent',
        attributes: new Map([
          ['hostname', 'hostname'],
          ['ipaddress', 'ip-address'],
          ['port', 'port'],
          ['state', 'state'],
          ['transmethod', 'transport-method'],
          ['realmid', 'realm-id'],
        ]),
      },
    ],
    ['sipinterface', { type: 'sip-interface', attributes: new Map([['realmid', 'realm-id']]) }],
    [
      'sipport',
      {
        type: 'sip-port',
        attributes: new Map([
          ['address', 'address'],
          ['port', 'port'],
          ['transprotocol', 'transport-protocol'],
          ['tlsprofile', 'tls-profile'],
        ]),
      },
    ],
    ['realmconfig', { type: 'realm-config', attributes: new Map([['id', 'identifier']]) }],
  ],
);

/** The elements of a backup that say whom the device faces, by the names that the command line uses. */
export function backupElements(source: SourceText): {
  readonly elements: readonly OracleElement[];
  readonly lost: readonly Problem[];
} {
  const { roots, broken } = readTags(source);
  const elements: OracleElement[] = [];
  const lost: Problem[] = [];
  const visit = (tag: Tag) => {
    const names = NAMES.get(plain(tag.name));
    if (names) elements.push(convert(source, tag, names));
    else for (const inner of tag.inside) visit(inner);
  };
  for (const root of roots) visit(root);

  const [open] = roots.filter(({ end }) => end === null);
  if (broken) {
    const at = source.at(broken.start, broken.end);
    lost.push(statement('the XML', 'a tag is not understood, and what stands behind it is not read', at));
  } else if (open) {
    lost.push(truncated(`element ${open.name}`, 'its end tag is missing', source.at(open.at.start, open.at.end)));
  }
  return { elements: [...elements, ...profiles(elements)], lost };
}

/** Names in a backup differ from those of the command line in case, and sometimes in more. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '');
}

function convert(
  source: SourceText,
  tag: Tag,
  { type, attributes: names }: { readonly type: string; readonly attributes: ReadonlyMap<string, string> },
): OracleElement {
  const attributes = new Map<string, OracleAttribute>();
  const unreadable: Unreadable[] = [];
  for (const { name: written, value } of tag.attributes) {
    const name = names.get(plain(written));
    if (name === undefined) continue;
    const read = source.sourced(value.start, value.end);
    // Names and addresses hold none of the characters that need an escape.
    if (/[&<>'"]/.test(read.value)) unreadable.push({ at: read.at, because: 'an escape or a quote stands in it' });
    else if (attributes.has(name)) unreadable.push({ at: read.at, because: `${written} stands twice in one element` });
    else attributes.set(name, { name, values: read.value === '' ? [] : [read], unreadable: [], at: read.at });
  }
  return {
    type,
    attributes,
    children: tag.inside.flatMap((inner) => {
      const part = NAMES.get(plain(inner.name));
      return part?.type === 'sip-port' && type === 'sip-interface'
        ? [convert(source, { ...inner, inside: [] }, part)]
        : [];
    }),
    unreadable,
    truncated: null,
    // Only some of the attributes are known by name.
    isPart: true,
    at: source.at(tag.at.start, tag.at.end),
  };
}

/** The tls-profiles that sip-ports name: that they are there is all that is known of them. */
function profiles(elements: readonly OracleElement[]): readonly OracleElement[] {
  const found = new Map<string, OracleElement>();
  for (const { attributes } of elements.flatMap(({ children }) => children)) {
    const [name] = attributes.get('tls-profile')?.values ?? [];
    if (!name || found.has(name.value)) continue;
    const named = { name: 'name', values: [name], unreadable: [], at: name.at };
    found.set(name.value, {
      type: 'tls-profile',
      attributes: new Map([['name', named]]),
      children: [],
      unreadable: [],
      truncated: null,
      isPart: true,
      at: name.at,
    });
  }
  return [...found.values()];
}

import type { Problem } from '../../model/trust.js';
import { lookUp } from '../../text/look-up.js';
import { misspelt } from '../pem-bundle/misspelt.js';
import { statement } from '../problem.js';
import type { Setting } from './section.js';

const READ: Readonly<Record<string, readonly string[]>> = {
  endpoint: ['transport', 'aors', 'outbound_proxy'],
  aor: ['contact', 'outbound_proxy'],
  identify: ['endpoint', 'match'],
  registration: ['transport', 'server_uri', 'outbound_proxy'],
  transport: [
    'protocol',
    'ca_list_file',
    'ca_list_path',
    'verify_server',
    'verify_client',
    'require_client_cert',
    'bind',
  ],
};
const TYPES = Object.keys(READ);
const PROTOCOLS = ['udp', 'tcp', 'tls', 'ws', 'wss', 'flow'];
const URIS = ['contact', 'outbound_proxy', 'server_uri'];

/** Settings of an object of this type that are almost ones that are read, and values that those cannot have. */
export function damagedIn(type: string, settings: readonly Setting[]): readonly Problem[] {
  const read = ['type', ...(type === '' ? Object.values(READ).flat() : (lookUp(READ, type) ?? []))];
  return settings.flatMap(({ name, value: { value, at } }): readonly Problem[] => {
    const meant = misspelt(name, read);
    if (meant !== null) return [statement(`the setting ${name}`, `it may be meant to be ${meant}`, at)];
    if (!read.includes(name) || value === '') return [];
    if (name === 'type' && (!/^[\w-]+$/.test(value) || misspelt(value.toLowerCase(), TYPES) !== null)) {
      return [statement('a type', 'no type of that name is known', at)];
    }
    if (name === 'protocol' && !PROTOCOLS.includes(value.toLowerCase())) {
      return [statement('a protocol', `it is none of ${PROTOCOLS.join(', ')}`, at)];
    }
    const uris = name === 'contact' ? value.split(',').filter((uri) => uri.trim() !== '') : [value];
    return URIS.includes(name) && !uris.every((uri) => /(?:^|<)\s*sips?:/i.test(uri)) && !/[{<]/.test(value)
      ? [statement(`a value of ${name}`, 'it is no SIP URI', at)]
      : [];
  });
}

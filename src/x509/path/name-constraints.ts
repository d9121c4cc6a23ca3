import { nameAttributes, type Certificate, type GeneralName, type NameConstraints } from '../../model/certificate.js';
import { liesBelow } from './distinguished-name.js';

/** RFC 5280, 4.2.1.10: what is wrong with a certificate's names under the constraints of a CA above it; `null` if nothing. */
export function nameFault(
  certificate: Certificate,
  { permitted, excluded }: NameConstraints,
): { readonly detail: string; readonly undecided: boolean } | null {
  const names = namesOf(certificate);
  const unread = [...permitted, ...excluded].find(({ type }) => type === 'other' || type === 'uri');
  if (unread) return { detail: `a constraint of type ${unread.type} is not understood`, undecided: true };
  for (const name of names) {
    if (excluded.some((base) => base.type === name.type && isWithin(name, base))) {
      return { detail: `${readable(name)} is excluded`, undecided: false };
    }
    const allowed = permitted.filter(({ type }) => type === name.type);
    if (allowed.length > 0 && !allowed.some((base) => isWithin(name, base))) {
      return { detail: `${readable(name)} is not among the permitted names`, undecided: false };
    }
  }
  return null;
}

/** The subject, the alternative names and, where no DNS name is among them, a common name that reads like one, as OpenSSL takes it. */
function namesOf({ subject, subjectAltName }: Certificate): readonly GeneralName[] {
  const attributes = nameAttributes(subject);
  const of = (...types: string[]) => attributes.filter(([type]) => types.includes(type)).map(([, value]) => value);
  const names: GeneralName[] = [...subjectAltName];
  if (attributes.length > 0) names.push({ type: 'directory', value: subject });
  if (!subjectAltName.some(({ type }) => type === 'dns')) {
    const hosts = of('CN').filter((name) => /^[a-z0-9_*-]+(\.[a-z0-9_-]+)+$/i.test(name));
    names.push(...hosts.map((value): GeneralName => ({ type: 'dns', value })));
  }
  names.push(
    ...of('E', 'EMAILADDRESS', '1.2.840.113549.1.9.1').map((value): GeneralName => ({ type: 'email', value })),
  );
  return names;
}

function isWithin(name: GeneralName, base: GeneralName): boolean {
  switch (base.type) {
    case 'dns':
      return isBelowHost(name.value, base.value);
    case 'email': {
      const host = name.value.slice(name.value.lastIndexOf('@') + 1);
      if (base.value.includes('@')) return name.value.toLowerCase() === base.value.toLowerCase();
      return base.value.startsWith('.')
        ? isBelowHost(host, base.value)
        : host.toLowerCase() === base.value.toLowerCase();
    }
    case 'ip':
      return isInNetwork(name.value, base.value);
    case 'directory':
      return liesBelow(name.value, base.value);
    default:
      return false;
  }
}

/** `example.com` covers itself and all below it, `.example.com` what is below it only. */
function isBelowHost(host: string, base: string): boolean {
  const [name, suffix] = [host.toLowerCase(), base.toLowerCase()];
  if (suffix === '') return true;
  return suffix.startsWith('.') ? name.endsWith(suffix) : name === suffix || name.endsWith(`.${suffix}`);
}

/** Both in hexadecimal; the constraint has its mask behind the address. */
function isInNetwork(address: string, network: string): boolean {
  if (network.length !== address.length * 2) return false;
  for (let i = 0; i < address.length; i += 2) {
    const at = (text: string, offset: number) => Number.parseInt(text.slice(offset, offset + 2), 16);
    const mask = at(network, address.length + i);
    if ((at(address, i) & mask) !== (at(network, i) & mask)) return false;
  }
  return true;
}

function readable({ type, value }: GeneralName): string {
  return type === 'directory' ? value : `${type} ${value}`;
}

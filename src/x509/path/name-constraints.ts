import type { Certificate, GeneralName, NameConstraints } from '../../model/certificate.js';
import { attributesOf, liesBelow } from './distinguished-name.js';

export interface NameFault {
  readonly detail: string;
  readonly undecided: boolean;
}

/** `null` where it cannot be told. */
type Within = boolean | null;

/**
 * RFC 5280, 4.2.1.10: what is wrong with a certificate's names under the constraints of a CA above it; `null` if nothing.
 * `isEnd`: for the peer's own certificate a common name that reads like a host counts as one, as OpenSSL takes it.
 */
export function nameFault(
  certificate: Certificate,
  { permitted, excluded }: NameConstraints,
  isEnd: boolean,
): NameFault | null {
  let doubt: NameFault | null = null;
  for (const name of namesOf(certificate, isEnd)) {
    const fault = faultOf(name, permitted, excluded);
    if (!fault) continue;
    // Some products compare a common name with a wildcard, OpenSSL does not.
    const undecided = fault.undecided || name.isWildcard === true;
    if (!undecided) return fault;
    doubt ??= { ...fault, undecided };
  }
  return doubt;
}

function faultOf(name: GeneralName, permitted: readonly GeneralName[], excluded: readonly GeneralName[]) {
  const ofType = (list: readonly GeneralName[]) =>
    list.filter(({ type }) => type === name.type).map((base) => isWithin(name, base));
  const [allowed, forbidden] = [ofType(permitted), ofType(excluded)];
  if (forbidden.includes(true)) return { detail: `${readable(name)} is excluded`, undecided: false };
  if (forbidden.includes(null) || (allowed.includes(null) && !allowed.includes(true))) {
    return { detail: `a constraint on names such as ${readable(name)} is not understood`, undecided: true };
  }
  if (allowed.length > 0 && !allowed.includes(true)) {
    return { detail: `${readable(name)} is not among the permitted names`, undecided: false };
  }
  return null;
}

type Name = GeneralName & { readonly isWildcard?: boolean };

/** The subject, the alternative names and, where no DNS name is among them, a common name that reads like one. */
function namesOf({ subject, subjectAltName }: Certificate, isEnd: boolean): readonly Name[] {
  const attributes = attributesOf(subject).flat();
  const of = (...types: string[]) => attributes.filter(([type]) => types.includes(type)).map(([, value]) => value);
  const names: Name[] = [...subjectAltName];
  if (attributes.length > 0) names.push({ type: 'directory', value: subject });
  if (isEnd && !subjectAltName.some(({ type }) => type === 'dns')) {
    const hosts = of('CN', '2.5.4.3').filter((name) => /^(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)+$/i.test(name));
    names.push(...hosts.map((value): Name => ({ type: 'dns', value, isWildcard: value.startsWith('*') })));
  }
  names.push(...of('E', 'EMAILADDRESS', '1.2.840.113549.1.9.1').map((value): Name => ({ type: 'email', value })));
  return names;
}

function isWithin(name: GeneralName, base: GeneralName): Within {
  switch (base.type) {
    case 'dns':
      return isBelowHost(name.value, base.value);
    case 'email':
      return isMailboxWithin(name.value, base.value);
    case 'ip':
      return isInNetwork(name.value, base.value);
    case 'directory':
      return liesBelow(name.value, base.value);
    // A URI's host is compared in ways that differ, and so is what has no type here.
    default:
      return null;
  }
}

/** `example.com` covers itself and all below it, `.example.com` what is below it only. */
function isBelowHost(host: string, base: string): boolean {
  const [name, suffix] = [lower(host), lower(base)];
  if (suffix === '') return true;
  return suffix.startsWith('.') ? name.endsWith(suffix) : name === suffix || name.endsWith(`.${suffix}`);
}

/** A mailbox whose local part keeps its case, all of a host, or with a leading dot all below a host. */
function isMailboxWithin(mailbox: string, base: string): Within {
  const at = mailbox.lastIndexOf('@');
  if (at < 0) return null;
  const [local, host] = [mailbox.slice(0, at), lower(mailbox.slice(at + 1))];
  const wanted = base.lastIndexOf('@');
  if (wanted < 0 && base.startsWith('.')) return host.endsWith(lower(base));
  if (wanted > 0 && base.slice(0, wanted) !== local) return false;
  return host === lower(base.slice(wanted + 1));
}

/** Both in hexadecimal; the constraint has its mask behind the address. An address of the other kind is outside. */
function isInNetwork(address: string, network: string): Within {
  if (address.length !== 8 && address.length !== 32) return null;
  if (network.length !== address.length * 2) return false;
  for (let i = 0; i < address.length; i += 2) {
    const at = (text: string, offset: number) => Number.parseInt(text.slice(offset, offset + 2), 16);
    const mask = at(network, address.length + i);
    if ((at(address, i) & mask) !== (at(network, i) & mask)) return false;
  }
  return true;
}

function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function readable({ type, value }: GeneralName): string {
  if (type === 'other') return 'one of its alternative names';
  return type === 'directory' ? value : `${type} ${value}`;
}

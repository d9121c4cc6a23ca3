import { nameAttributes, type Certificate } from '../model/certificate.js';

/** The host names of a certificate: its DNS names, and a common name that looks like one. */
export function hostNamesOf(certificate: Certificate): readonly string[] {
  const dns = certificate.subjectAltName.flatMap(({ type, value }) => (type === 'dns' ? [value] : []));
  return [...new Set([...commonNames(certificate.subject), ...dns].map(plain))];
}

/** The common names of a subject that look like host names. */
export function commonNames(subject: string): readonly string[] {
  return nameAttributes(subject).flatMap(([type, value]) =>
    type === 'CN' && /^(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)+\.?$/i.test(value.trim()) ? [plain(value)] : [],
  );
}

/** Names are the same in any case, and with the dot of the root or without it. */
export function plain(host: string): string {
  return host.trim().toLowerCase().replace(/\.$/, '');
}

/** RFC 6125, 6.4.3, and what peers say: a wildcard stands for exactly one label, and only for the first. */
export function covers(name: string, host: string): boolean {
  if (!isWildcard(name)) return plain(name) === plain(host);
  const [first = '', ...rest] = plain(host).split('.');
  return first !== '' && rest.join('.') === plain(name).slice(2);
}

export function isWildcard(name: string): boolean {
  return name.startsWith('*.');
}

/** A wildcard that has the right domain and the wrong number of labels, which is the usual mistake. */
export function missesByLabels(name: string, host: string): boolean {
  const domain = plain(name).slice(2);
  return isWildcard(name) && !covers(name, host) && (plain(host) === domain || plain(host).endsWith(`.${domain}`));
}

/** An address in one of the forms that calls can go to. */
export function isAddress(host: string): boolean {
  return /^\[?[0-9a-f]*:[0-9a-f:.]*\]?$/i.test(host) || /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}

/** An address, or what is left of one: no host name has so many labels of digits alone, nor one at its end. */
export function mayBeAddress(host: string): boolean {
  if (host.includes(':')) return true;
  const labels = (host.split('/')[0] ?? '').split('.');
  const numeric = labels.filter((label) => /^\d+$/.test(label));
  return /^\d+$/.test(labels.at(-1) ?? '') || (labels.length === 4 && numeric.length >= 3);
}

/** A name with a domain, rather than an address or a mere label. */
export function isDomainName(host: string): boolean {
  return host.includes('.') && /[a-z]/i.test(host) && !host.includes(':');
}

/** Addresses of local networks (RFC 1918, RFC 4193), of one link and of the device itself, where no cloud peer is. */
export function isLocalAddress(host: string): boolean {
  if (!isAddress(host)) return false;
  return host.includes(':')
    ? /^\[?(?:::1\]?$|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/i.test(host)
    : /^(?:10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./.test(host);
}

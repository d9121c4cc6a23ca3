/** The attributes of one RDN: each type once, with its values in their order. */
export type Rdn = readonly (readonly [type: string, values: readonly string[]])[];

/** RFC 4514 writes a name from its end: the common name usually comes first. */
export function printName(rdns: readonly Rdn[]): string {
  let name = '';
  for (let i = rdns.length - 1; i >= 0; i -= 1) {
    if (i < rdns.length - 1) name += ',';
    let separator = '';
    for (const [type, values] of rdns[i] ?? []) {
      for (const value of values) {
        name += `${separator}${type}=${escaped(value)}`;
        separator = '+';
      }
    }
  }
  return name;
}

const SPECIAL = /[\\,+"<>;]/g;

function escaped(value: string): string {
  return value.search(SPECIAL) < 0 ? value : value.replace(SPECIAL, '\\$&');
}

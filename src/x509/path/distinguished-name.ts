/**
 * RFC 5280, 7.1, as OpenSSL takes it: attributes in order, those of one RDN in any order, without regard to the case of
 * ASCII letters, to repeated spaces or to the type of string.
 */
export function isSameName(a: string, b: string): boolean {
  return a === b || normal(a) === normal(b);
}

/** Whether a directory name lies below another: it begins, from the root of the directory, with all of it. */
export function liesBelow(name: string, base: string): boolean {
  const [inner, outer] = [normal(name), normal(base)];
  return inner === outer || outer === '' || inner.endsWith(`\n${outer}`);
}

/** The types and values of a name as certificates print it, RDN by RDN, most specific first. */
export function attributesOf(name: string): readonly (readonly (readonly [type: string, value: string])[])[] {
  if (name.trim() === '') return [];
  const rdns: [string, string][][] = [[]];
  let type: string | null = null;
  let text = '';
  const end = () => {
    if (type !== null) rdns.at(-1)?.push([type, text]);
    type = null;
    text = '';
  };
  for (let i = 0; i < name.length; i += 1) {
    const char = name.charAt(i);
    if (char === '\\' && type !== null) {
      i += 1;
      text += name.charAt(i);
    } else if (char === '=' && type === null) {
      type = text.trim().toUpperCase();
      text = '';
    } else if (char === ',' || char === '+') {
      end();
      if (char === ',') rdns.push([]);
    } else {
      text += char;
    }
  }
  end();
  return rdns;
}

/** Names come back again and again, and taking one apart is what costs. */
const known = new Map<string, string>();
const MOST_KNOWN = 10_000;

/** One RDN a line. */
function normal(name: string): string {
  let found = known.get(name);
  if (found === undefined) {
    found = attributesOf(name)
      .map((rdn) => JSON.stringify(rdn.map(([type, value]) => `${type}=${folded(value)}`).sort()))
      .join('\n');
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(name, found);
  }
  return found;
}

/** Letters beyond ASCII keep their case: OpenSSL compares them as they are. */
function folded(value: string): string {
  return value
    .replace(/[ \t\n\v\f\r]+/g, ' ')
    .replace(/^ | $/g, '')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

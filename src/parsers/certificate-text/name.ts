/** One attribute such as `O = "Example, Inc."`: its type of at most 30 characters, and the rest. */
const ATTRIBUTE = /^([A-Za-z0-9][A-Za-z0-9.]*)[ \t]*=(.*)$/;
const LONGEST_TYPE = 30;

/** One attribute of a distinguished name printed on a line of its own, with its value escaped; `null` for anything else. */
export function relativeName(line: string): string | null {
  const match = ATTRIBUTE.exec(line.trim().replace(/,$/, ''));
  const type = match?.[1] ?? '';
  if (!match || type.length > LONGEST_TYPE) return null;
  const value = unquoted((match[2] ?? '').trim());
  return `${type}=${value.replace(/[\\,+]/g, '\\$&')}`;
}

/** One line of a distinguished name: one attribute, or several with commas between or slashes before them. */
export function oneLineName(text: string): string {
  const name = text.trim();
  if (name.startsWith('/')) return name;
  return attributes(name)
    .map((part) => relativeName(part) ?? part)
    .join(', ');
}

/** Splits at the commas that an attribute follows; those inside quotes or values stay. */
function attributes(name: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let i = 0; i < name.length; i += 1) {
    const character = name[i];
    if (character === '\\') i += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && (character === ',' || character === '+') && startsAttribute(name, i + 1)) {
      parts.push(name.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(name.slice(start));
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** Looks no further than the longest attribute type, so that a long name stays linear. */
function startsAttribute(name: string, at: number): boolean {
  return /^[ \t]{0,8}[A-Za-z0-9][A-Za-z0-9.]{0,29}[ \t]{0,8}=/.test(name.slice(at, at + 48));
}

function unquoted(value: string): string {
  const quoted = value.length > 1 && value.startsWith('"') && value.endsWith('"');
  return (quoted ? value.slice(1, -1) : value).replace(/\\(.)/g, '$1');
}

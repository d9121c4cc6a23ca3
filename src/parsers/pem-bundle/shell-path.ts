/** Text for one line of a script, a comment or a list. */
export function plain(text: string): string {
  return text.replace(/[^\x20-\x7e]|[`]/g, '?');
}

export function quoted(text: string): string {
  return `'${plain(text).replaceAll("'", `'\\''`)}'`;
}

/** A path as a shell takes it. `$${name}` is a variable of the product, and one of the same name for the shell. */
export function shellPath(path: string, unset = ''): string {
  const parts = path.split(/\$\$\{(\w+)\}/);
  return parts.map((part, i) => (i % 2 === 1 ? `"\${${part}:?${unset}}"` : literal(part))).join('');
}

function literal(text: string): string {
  return /^[\w./:@%+,=-]*$/.test(text) ? text : quoted(text);
}

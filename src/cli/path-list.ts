/** The paths of a list, each once: NUL between them, or one a line with any line end. A byte order mark is no part of the first. */
export function readPathList(bytes: Uint8Array): readonly string[] {
  const text = new TextDecoder().decode(bytes); // drops a byte order mark
  const paths = text.includes('\0') ? text.split('\0') : text.split(/\r?\n|\r/);
  return [...new Set(paths)].filter((path) => path !== '');
}

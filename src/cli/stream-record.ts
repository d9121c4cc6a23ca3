import type { StreamLine } from '../host/lines.js';

/** An export that came as a line of a stream, or why there is none; the path where the line has one. */
export type StreamRecord =
  { readonly path: string; readonly bytes: Uint8Array } | { readonly path: string | null; readonly error: string };

/** `{ "path", "content" }` or `{ "path", "contentBase64" }`. What it says of a line never holds a part of it but its path. */
export function readRecord(line: StreamLine): StreamRecord {
  if (line === null) return { path: null, error: 'the record is larger than 256 MB' };
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line));
  } catch (error) {
    const isText = error instanceof SyntaxError;
    return { path: null, error: isText ? 'the record is not JSON' : 'the record is not UTF-8' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { path: null, error: 'the record is not an object' };
  }
  const { path, content, contentBase64 } = value as Readonly<Record<string, unknown>>;
  if (typeof path !== 'string' || path === '') return { path: null, error: 'the record has no path' };
  if ((content === undefined) === (contentBase64 === undefined)) {
    const what = content === undefined ? 'neither content nor contentBase64' : 'both content and contentBase64';
    return { path, error: `the record has ${what}` };
  }
  if (content !== undefined) {
    if (typeof content !== 'string') return { path, error: 'content is not a string' };
    return { path, bytes: Buffer.from(content, 'utf8') };
  }
  if (typeof contentBase64 !== 'string') return { path, error: 'contentBase64 is not a string' };
  const bytes = decoded(contentBase64);
  return bytes ? { path, bytes } : { path, error: 'contentBase64 is not base64' };
}

/** Line breaks may stand in it, as MIME and Spark write them; anything else that does not belong there is a mistake. */
function decoded(text: string): Uint8Array | null {
  const bare = /\s/.test(text) ? text.replace(/\s+/g, '') : text;
  if (bare.length % 4 !== 0 || /[^A-Za-z0-9+/]/.test(bare.replace(/={1,2}$/, ''))) return null;
  return Buffer.from(bare, 'base64');
}

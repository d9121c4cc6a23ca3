import type { ReportedPlace } from '../../model/run-report.js';
import { maskKeys } from '../../text/secrets.js';

/** What relative paths start from: the folder in which sbclint ran, on GitHub the repository. */
export const BASE = '%SRCROOT%';

/** A path as a URI reference with forward slashes; those below the working folder are relative to {@link BASE}. */
export function artifactLocation(path: string): { readonly uri: string; readonly uriBaseId?: string } {
  const encoded = maskKeys(path)
    // A half of a character beyond the Basic Multilingual Plane cannot be encoded.
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  if (path.startsWith('/')) return { uri: `file://${encoded}` };
  if (/^[A-Za-z]:\//.test(path)) return { uri: `file:///${path.slice(0, 2)}${encoded.slice('C%3A'.length)}` };
  return isBelowBase(path) ? { uri: encoded, uriBaseId: BASE } : { uri: encoded };
}

/** GitHub shows only what lies in the repository. */
export function isBelowBase(path: string): boolean {
  return !/^(?:[A-Za-z]:)?\//.test(path) && !path.split('/').includes('..');
}

/** A region for viewers of text and of bytes alike. */
export function region(place: Omit<ReportedPlace, 'path'>): object {
  return {
    startLine: place.startLine,
    startColumn: place.startColumn,
    endLine: place.endLine,
    endColumn: place.endColumn,
    byteOffset: place.byteStart,
    byteLength: place.byteEnd - place.byteStart,
  };
}

export function physicalLocation(place: ReportedPlace): object {
  return { artifactLocation: artifactLocation(place.path), region: region(place) };
}

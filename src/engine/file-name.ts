/** The part of a path before its last slash, empty where there is none. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A path without the last ending of its name: `edge1.ini` and `site/edge1.ini` give `edge1` and `site/edge1`. */
export function withoutEnding(path: string): string {
  const name = nameOf(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? path.slice(0, path.length - (name.length - dot)) : path;
}

/** `site/edge1.tar.gz` and `site/edge1.zip` give `site/edge1`. */
export function withoutArchiveEnding(path: string): string {
  return withoutEnding(path).replace(/\.tar$/i, '');
}

/** The part of a path below a folder; the path itself where it lies elsewhere. */
export function below(folder: string, path: string): string {
  return folder !== '' && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}

/** What may follow a stem in the name of what belongs to it. */
export const AFTER_STEM: ReadonlySet<string> = new Set(['.', '_', '/', '-']);

/** What follows a stem in a path, or `null`: `edge1` is followed by `0.root` in `edge1.0.root` and in `edge1/0.root`. */
export function afterStem(stem: string, path: string): string | null {
  return path.startsWith(stem) && AFTER_STEM.has(path[stem.length] ?? '') ? path.slice(stem.length + 1) : null;
}

/** Files that may be evidence of a configuration beside them, or above them, by their name. */
export function mayBeEvidence(name: string): boolean {
  return /\.(pem|crt|cer|der|p7b|root|txt|log|xml)$/i.test(name);
}

/** What may be a configuration of its own, to which the evidence beside it belongs. */
export function mayBeExport(name: string): boolean {
  return /(?:\.(ini|cfg|conf|acli|set|cli|xml|json)|^[^.]+)$/i.test(name);
}

export function mayBeArchive(name: string): boolean {
  return /\.(tar|tgz|gz|zip|7z)$/i.test(name);
}

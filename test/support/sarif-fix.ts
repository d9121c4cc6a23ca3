import type { Folder } from './folder.js';

interface Content {
  readonly text?: string;
  readonly binary?: string;
}

export interface SarifFix {
  readonly artifactChanges: readonly {
    readonly artifactLocation: { readonly uri: string };
    readonly replacements: readonly {
      readonly deletedRegion: { readonly byteOffset: number; readonly byteLength: number };
      readonly insertedContent?: Content;
    }[];
  }[];
}

/** The files after a fix, by the offsets in bytes alone. Replacements at one place are made in their order. */
export function applySarifFix({ artifactChanges }: SarifFix, files: Folder): ReadonlyMap<string, Buffer> {
  return new Map(
    artifactChanges.map(({ artifactLocation, replacements }) => {
      const path = decodeURIComponent(artifactLocation.uri);
      const before = files.get(path);
      if (!before) throw new Error(`a fix of ${path}, which is not there`);
      if (replacements.length === 0) throw new Error(`an empty fix of ${path}`);
      const parts: Uint8Array[] = [];
      let at = 0;
      for (const { deletedRegion, insertedContent } of replacements) {
        const { byteOffset, byteLength } = deletedRegion;
        if (byteOffset < at) throw new Error(`replacements of ${path} are not in order`);
        parts.push(before.subarray(at, byteOffset), contentOf(insertedContent));
        at = byteOffset + byteLength;
      }
      return [path, Buffer.concat([...parts, before.subarray(at)])] as const;
    }),
  );
}

function contentOf({ text, binary }: Content = {}): Buffer {
  return binary === undefined ? Buffer.from(text ?? '', 'utf8') : Buffer.from(binary, 'base64');
}

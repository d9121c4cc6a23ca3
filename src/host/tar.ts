const BLOCK = 512;

export interface TarMember {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Why a tar archive cannot be read, or a member of it is left out. */
export interface TarTrouble {
  readonly member: string | null;
  readonly because: string;
}

export interface TarContent {
  readonly members: readonly TarMember[];
  readonly troubles: readonly TarTrouble[];
}

/** Whether bytes are a tar archive (POSIX ustar or GNU). */
export function isTar(bytes: Uint8Array): boolean {
  return text(bytes, 257, 5) === 'ustar';
}

/** The regular files of a tar archive: ustar, GNU long names and pax paths. Links and devices are left out and said. */
export function readTar(bytes: Uint8Array): TarContent {
  const members: TarMember[] = [];
  const troubles: TarTrouble[] = [];
  let longName: string | null = null;
  for (let at = 0; at + BLOCK <= bytes.length;) {
    if (bytes[at] === 0) break;
    const size = octal(text(bytes, at + 124, 12));
    const type = String.fromCharCode(bytes[at + 156] ?? 0);
    const start = at + BLOCK;
    if (size === null || start + size > bytes.length) {
      troubles.push({ member: null, because: 'the archive is cut short or damaged' });
      break;
    }
    const content = bytes.subarray(start, start + size);
    const prefix = text(bytes, at + 345, 155);
    const name: string = longName ?? (prefix === '' ? '' : `${prefix}/`) + text(bytes, at, 100);
    at = start + Math.ceil(size / BLOCK) * BLOCK;
    if (type === 'L') longName = text(content, 0, content.length);
    else if (type === 'x') longName = paxPath(content);
    else {
      longName = null;
      if (type === '0' || type === '\0') members.push({ name, bytes: content });
      else if (type === '1' || type === '2')
        troubles.push({ member: name, because: 'it is a link, which is not followed' });
    }
  }
  return { members, troubles };
}

/** `30 path=folder/name\n`, one record after the other. */
function paxPath(content: Uint8Array): string | null {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(text(content, 0, content.length))?.[1] ?? null;
}

function text(bytes: Uint8Array, start: number, length: number): string {
  const part = bytes.subarray(start, start + length);
  const end = part.indexOf(0);
  return new TextDecoder().decode(end < 0 ? part : part.subarray(0, end));
}

function octal(field: string): number | null {
  const digits = field.trim();
  return /^[0-7]{1,11}$/.test(digits) ? parseInt(digits, 8) : digits === '' ? 0 : null;
}

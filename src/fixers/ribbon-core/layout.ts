import type { Edit } from '../../text/edit.js';

/** Where PKI entries go into a file, and what they look like there. */
export interface Layout {
  /** False for a form that is read and never edited: its device gets the script only. */
  readonly editable: boolean;
  /** Names and file names of all PKI entries, in lower case. */
  readonly taken: ReadonlySet<string>;
  readonly entryCount: number;
  /** `null` where no place of the file takes a PKI entry. */
  readonly addEntry: (name: string, fileName: string) => Edit | null;
  readonly enableEntry: (name: string) => Edit | null;
}

/** An archive in a form that is known and not read, with what to give instead. */
export interface UnreadArchive {
  readonly form: string;
  readonly instead: string;
  readonly because: string;
}

/** No password is taken, so that none can be shown or kept. */
export function encryptedArchive(what: string): UnreadArchive {
  return {
    form: `${what} that is encrypted`,
    instead: 'its unpacked folder, or the archive without a password',
    because: 'passwords are neither asked for nor kept',
  };
}

import { isHeld } from './patiently.js';

/** The destination cannot be written. */
export class CannotWrite extends Error {
  override readonly name = 'CannotWrite';
}

/** Somebody changed the file after it was read, so it was left alone. */
export class ChangedMeanwhile extends Error {
  override readonly name = 'ChangedMeanwhile';

  constructor(path: string) {
    super(`${path} changed after it was read, and is left as it is now; run the command again`);
  }
}

export function isWriteFailure(error: unknown): error is Error {
  return error instanceof CannotWrite || error instanceof ChangedMeanwhile;
}

/** Gives what the system says a path that means something to somebody, instead of that of the temporary file. */
export function orCannotWrite<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const said = error.message.replace(/, \w+(?: '.*)?$/s, '');
    const hint = isHeld(error) ? ': is it held by another program, or not yours to write?' : '';
    throw new CannotWrite(`${path} cannot be written: ${said}${hint}`);
  }
}

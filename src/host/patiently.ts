/** What the system says while another program, such as a virus scanner, holds a file. */
const HELD: ReadonlySet<string | undefined> = new Set(['EBUSY', 'EPERM', 'EACCES', 'ETXTBSY']);

/** Milliseconds between one try and the next. */
const WAITS = [10, 20, 40, 80, 160, 320, 640];

/** Does what may fail because another program holds a file for a moment. What still fails after a second is thrown. */
export function patiently<T>(work: () => T): T {
  for (const milliseconds of WAITS) {
    try {
      return work();
    } catch (error) {
      if (!isHeld(error)) throw error;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  }
  return work();
}

export function isHeld(error: unknown): boolean {
  return error instanceof Error && HELD.has((error as NodeJS.ErrnoException).code);
}

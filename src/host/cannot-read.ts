/** What the whole request depends on cannot be read. */
export class CannotRead extends Error {
  override readonly name = 'CannotRead';
}

const inSession = (lines: readonly string[]) => ['configure', ...lines, 'commit', 'exit', ''].join('\n');

export interface NewEntry {
  readonly name: string;
  readonly fileName: string;
}

/** For `source` in system mode. `type` is mandatory and checked on the whole entry, so each entry is one line. */
export function applyScript(added: readonly NewEntry[], enabled: readonly string[]): string {
  return inSession([
    ...added.map(
      ({ name, fileName }) =>
        `set system security pki certificate ${name} type remote fileName ${fileName} state enabled`,
    ),
    ...enabled.map((name) => `set system security pki certificate ${name} state enabled`),
  ]);
}

/** Takes away what {@link applyScript} newly added, each entry by its own name. */
export function rollbackScript(added: readonly NewEntry[]): string {
  return inSession(added.map(({ name }) => `delete system security pki certificate ${name}`));
}

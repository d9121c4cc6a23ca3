/** A value that was read from JSON, with keys to ask for; without any where it is no object. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** Why a text is no JSON. V8 quotes the text around the mistake, and whoever names the wrong file has an export there, with its secrets. */
export function whyNotJson(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const bare = said.replace(/(?:, )?(?:\.\.\.)?".*"(?:\.\.\.)? is not valid JSON$/s, '');
  return bare === '' ? 'not JSON' : `not JSON: ${bare}`;
}

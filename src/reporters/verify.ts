import type { Verification } from '../model/verification.js';
import { conciseFields, count, visible, type Palette } from './terminal.js';

export function verifyJson(asOf: string, results: readonly Verification[], version: string): string {
  const report = { schemaVersion: 1, tool: { name: 'sbclint', version }, asOf, results };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** One planned addition a line. */
export function verifyNdjson(results: readonly Verification[]): string {
  return results.map((result) => `${JSON.stringify(result)}\n`).join('');
}

/** One planned addition a line, for grep. */
export function verifyConcise(results: readonly Verification[]): string {
  return results
    .map(({ device, status, trustAnchor, label, tlsContext, because }) =>
      conciseFields(device, status, trustAnchor.name, label, tlsContext, because),
    )
    .join('');
}

export function verifyPretty(results: readonly Verification[], palette: Palette): string {
  const colors = { present: palette.green, missing: palette.red, different: palette.red, unprovable: palette.magenta };
  const lines: string[] = [];
  let device = '';
  for (const { device: id, status, trustAnchor, label, tlsContext, because } of results) {
    if (id !== device) lines.push(palette.bold(visible(id)));
    device = id;
    const where = tlsContext === null ? "the device's trust store" : tlsContext;
    lines.push(`  ${colors[status](status.padEnd(10))}  ${visible(`${trustAnchor.name} as ${label} in ${where}`)}`);
    if (because !== null) lines.push(`              because ${visible(because)}`);
  }
  const counts = (['present', 'missing', 'different', 'unprovable'] as const).map(
    (status) => `${results.filter((each) => each.status === status).length} ${status}`,
  );
  lines.push('', palette.bold('Summary'), `  ${count(results.length, 'planned addition')}: ${counts.join(', ')}`);
  return `${lines.join('\n')}\n`;
}

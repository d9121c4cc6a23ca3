import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { audiocodesIni } from '../../../src/parsers/audiocodes-ini/index.js';
import { SourceText } from '../../../src/text/source-text.js';

const FILE = join(__dirname, '../../../../shared/corpus/audiocodes/azure-ve-derived-trunk-multi-tenant.ini');

/** A real export that is not part of this repository; without it there is nothing to compare. */
const present = existsSync(FILE);

describe('a real export', () => {
  it('is read without a problem that is not there', () => {
    if (!present) return;
    const parsed = audiocodesIni.parse(new SourceText(FILE, readFileSync(FILE)));
    if ('refused' in parsed) throw new Error('refused');
    expect(parsed.problems).toEqual([]);
    const teams = parsed.legs.filter(({ endpoints }) =>
      endpoints.some(({ host }) => host.value.endsWith('.microsoft.com')),
    );
    expect(teams.map(({ direction, tlsContext, port }) => [direction, tlsContext, port])).toEqual([
      ['outbound', 'default', 5061],
      ['inbound', 'default', 5061],
    ]);
    expect(teams.map(({ verifiesPeer, mutualTls }) => [verifiesPeer.answer, mutualTls.answer])).toEqual([
      ['unknown', 'yes'],
      ['yes', 'yes'],
    ]);
    expect(parsed.legs).toHaveLength(6);
  });
});

import { face } from '../../src/engine/face.js';
import { ciscoIos } from '../../src/parsers/cisco-ios/index.js';
import type { RuleInput } from '../../src/rules/define-rule.js';
import { incompleteEndpointSet } from '../../src/rules/incomplete-endpoint-set.js';
import { SourceText } from '../../src/text/source-text.js';
import { cube } from '../support/cisco-text.js';
import { cpuSeconds, LINEAR } from '../support/cpu.js';
import { projectKnowledge } from '../support/knowledge.js';

const PEERS = 16_000;

/** Each dial-peer of a tenant takes calls from whatever the tenant calls. */
test('as many dial-peers of one tenant as a file can hold take no time but their own', async () => {
  const knowledge = await projectKnowledge();
  const [start, peer] = cube({ localhost: null, identity: '' }).split(/(?=dial-peer)/);
  const taking = (text = '') => text.replace(/ session target.*/, ' incoming uri to 200');
  const peers = Array.from({ length: PEERS }, (_, i) =>
    (i % 2 ? taking(peer) : peer)?.replace('200 voip', `${i + 1} voip`).replace('end\n', ''),
  );
  const source = SourceText.of('cube1.cfg', [start, ...peers, 'end\n'].join(''));

  let told = 0;
  const seconds = cpuSeconds(() => {
    const parsed = ciscoIos.parse(source);
    if ('refused' in parsed) throw new Error('refused');
    const legs = face(parsed, knowledge.peers, null);
    const input = { device: { ...parsed, legs }, knowledge } as unknown as RuleInput;
    told = [...(incompleteEndpointSet.check?.(input) ?? [])].length;
  });
  expect(told).toBe(1);
  expect(seconds).toBeLessThan(LINEAR);
});

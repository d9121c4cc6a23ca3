import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTemporaryFolder, sbclint } from '../support/cli.js';
import { rootPem } from '../support/rule-cases.js';

async function missing(root: string, peer: string): Promise<readonly string[]> {
  let messages: readonly string[] = [];
  await inTemporaryFolder(async (folder) => {
    writeFileSync(join(folder, 'bundle.pem'), rootPem(root));
    const argv = ['check', join(folder, 'bundle.pem'), '--peer', peer, '--as-of', '2026-11-23', '--format', 'json'];
    const { findings } = JSON.parse((await sbclint(argv)).stdout) as {
      findings: { ruleId: string; message: string }[];
    };
    messages = findings.filter(({ ruleId }) => ruleId === 'missing-trust-anchor').map(({ message }) => message);
  });
  return messages;
}

it('does not say of one of several roots that the peer requires it, where any of them would do', async () => {
  const peer = 'amazon-voice-connector';
  const [message, another] = await missing('digicert-global-root-g2', peer);
  expect(another).toBeUndefined();
  expect(message).toContain('does not trust Amazon Root CA 1 or any of 4 other roots, one of which Amazon');
  expect(await missing('amazon-root-ca-3', peer)).toEqual([]);
});

it('says of a root that it is required itself where all are', async () => {
  const messages = await missing('digicert-global-root-g2', 'microsoft-teams-direct-routing');
  expect(messages).toHaveLength(6);
  for (const message of messages) expect(message).toMatch(/does not trust [^,]+, which Microsoft Teams/);
});

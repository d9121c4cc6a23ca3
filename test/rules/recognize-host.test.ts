import { recognizeHost } from '../../src/rules/recognize-host.js';
import { projectKnowledge } from '../support/knowledge.js';

it.each([
  ['sip.pstnhub.microsoft.com', 'microsoft-teams-direct-routing'],
  ['us01peer01.sc.zoom.us', 'zoom'],
  ['dfw04.sipconnect-us.bcld.webex.com', 'webex-calling'],
  ['la01.sipconnect-us10.cisco-bcld.com', 'webex-calling'],
  ['40462196.cisco-bcld.com', 'webex-calling'],
  ['not-cisco-bcld.com', null],
])('whose name %s is: %s', async (host, expected) => {
  const { peers } = await projectKnowledge();
  expect(recognizeHost(host, peers)?.peer.id ?? null).toBe(expected);
});

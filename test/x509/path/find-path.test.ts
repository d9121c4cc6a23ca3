import type { Certificate } from '../../../src/model/certificate.js';
import { findPath } from '../../../src/x509/path/find-path.js';
import type { PathQuestion } from '../../../src/x509/path/validate.js';
import { certificateFacts } from '../../support/certificate-facts.js';

const NOW = Date.parse('2026-11-23T00:00:00Z');
const question: PathQuestion = {
  at: { first: NOW, last: NOW },
  role: 'server',
  insistsOnUsage: 'yes',
  signatures: () => 'yes',
};

const ca = (subject: string, issuer: string, changes: Partial<Certificate> = {}) =>
  certificateFacts({ subject: `CN=${subject}`, issuer: `CN=${issuer}`, isCa: true, ...changes });
const end = certificateFacts();
const issuing = ca('CA', 'Root');
const root = ca('Root', 'Root');
const over = { notAfter: '2026-01-01T00:00:00.000Z' };

function said(presented: readonly Certificate[], anchors: readonly Certificate[], isWhole = presented[0] === end) {
  const { answer, path, tried } = findPath({ certificates: presented, isWhole }, anchors, question);
  const failure = path ? path.failure : (tried[0]?.failure ?? null);
  return [
    answer,
    failure && [failure.fault, failure.certificate.subject, failure.detail],
    path?.certificates.length ?? 0,
  ];
}

it.each<[string, presented: readonly Certificate[], anchors: readonly Certificate[], answer: unknown[]]>([
  ['nothing', [], [root], ['no', null, 0]],
  ['a certificate below an anchor', [end], [{ ...root, subject: 'CN=CA' }], ['yes', null, 2]],
  ['a whole path', [end, issuing], [root], ['yes', null, 3]],
  ['a path with its anchor', [end, issuing, root], [root], ['yes', null, 3]],
  ['an issuing CA', [issuing], [root], ['yes', null, 2]],
  ['an anchor itself', [root], [root], ['yes', null, 1]],
  ['no way up', [end], [root], ['no', ['no-issuer', 'CN=sip.example.com', ''], 0]],
  ['a root that is not trusted', [end, issuing, root], [], ['no', ['untrusted-self-signed', 'CN=Root', ''], 0]],
  ['an intermediate that is trusted', [end], [issuing], ['unknown', ['anchor-not-self-signed', 'CN=CA', 'CN=Root'], 2]],
  [
    'an issuing CA that is trusted itself',
    [issuing],
    [issuing],
    ['unknown', ['anchor-not-self-signed', 'CN=CA', 'CN=Root'], 1],
  ],
  ['an anchor that is over', [end, issuing], [{ ...root, ...over }], ['no', ['expired', 'CN=Root', over.notAfter], 0]],
  [
    'an intermediate that is trusted and over',
    [end],
    [{ ...issuing, ...over }],
    ['no', ['expired', 'CN=CA', over.notAfter], 0],
  ],
])('%s', (_, presented, anchors, answer) => {
  expect(said(presented, anchors)).toEqual(answer);
});

it('a root that is trusted in another form may do', () => {
  const other = { ...root, sha256: 'another form' };
  expect(said([end, issuing, other], [root])[0]).toBe('yes');
  const alone = certificateFacts({ subject: 'CN=Alone', issuer: 'CN=Alone' });
  const renewed = { ...alone, sha256: 'renewed' };
  expect(said([alone], [renewed], true)).toEqual(['unknown', ['untrusted-self-signed', 'CN=Alone', ''], 1]);
  expect(said([alone], [{ ...renewed, spkiSha256: 'another key' }], true)[0]).toBe('no');
});

it('of several ways up the one that OpenSSL takes decides', () => {
  const [one, two] = [ca('CA', 'Root', { sha256: 'one', ...over }), ca('CA', 'Root', { sha256: 'two' })];
  // What is valid goes before what is over, and among equals the first.
  expect(said([end, one, two], [root])[0]).toBe('yes');
  const [bad, good] = [ca('CA', 'Root', { sha256: 'bad', unknownCritical: ['1.2.3'] }), two];
  expect(said([end, good, bad], [root])[0]).toBe('yes');
  expect(said([end, bad, good], [root])).toEqual(['unknown', ['not-first-choice', 'CN=sip.example.com', ''], 3]);
  expect(said([end, bad], [root])).toEqual(['no', ['critical-extension', 'CN=CA', '1.2.3'], 0]);
});

it('an end is found where certificates sign each other in a circle, and where there are too many', () => {
  const circle = [ca('CA', 'B'), ca('B', 'CA')];
  expect(said([end, ...circle], [root])[0]).toBe('no');
  const long = Array.from({ length: 14 }, (_, i) => ca(i === 0 ? 'CA' : `CA ${i}`, `CA ${i + 1}`));
  expect(said([end, ...long], [root])).toEqual(['unknown', ['too-many-paths', 'CN=CA 10', ''], 12]);
});

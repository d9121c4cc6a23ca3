import { chain, parse, problemsOf, trunk, trustpoint, BODY } from './compose.js';

const ID = trustpoint('ID') + chain('ID', '4F21A0B3');

function storesOf(text: string) {
  return parse(text).trustStores.map(({ id, entries, complete }) => [
    id,
    entries?.map(({ label }) => label.value) ?? null,
    complete,
  ]);
}

it('takes the CA certificates of all trustpoints for one store, beside a trustpool that is not shown', () => {
  const text = trustpoint('ROOT') + ID + chain('ROOT', 'ca 01') + trunk();
  expect(storesOf(text)).toEqual([
    ['trustpoints', ['ROOT'], true],
    ['trustpool', null, false],
  ]);
  const { listed, endEntityCertificates, tlsContexts, problems } = parse(text);
  expect(listed?.map(({ label, body }) => [label?.value, body.kind])).toEqual([
    ['ID (own certificate)', 'der'],
    ['ROOT', 'der'],
  ]);
  expect(endEntityCertificates.map(({ label }) => label.value)).toEqual(['ID (own certificate)']);
  expect(tlsContexts.map(({ name, endEntity }) => [name.value, endEntity?.value])).toEqual([
    ['tls-profile 1', 'ID (own certificate)'],
  ]);
  expect(problems).toEqual([]);
});

it.each([
  ['CRLF and a blank behind each line', 'ca 01', BODY.map((line) => `${line} \r`).concat('  quit\r')],
  ['lower case, wrapped anew', 'ca 01', ['    3006', '    0102030405', '    06', '    QUIT']],
  ['no quit', 'ca 01', BODY],
])('reads a body with %s', (_, entry, lines) => {
  const { listed, problems } = parse(ID + trustpoint('ROOT') + chain('ROOT', entry, lines) + trunk());
  const body = listed?.find(({ label }) => label?.value === 'ROOT')?.body;
  expect(body).toEqual({ kind: 'der', der: Uint8Array.of(0x30, 6, 1, 2, 3, 4, 5, 6) });
  expect(problems).toEqual([]);
});

it.each([
  ['a file reference', 'ca 01 nvram:Example#1CA.cer', [], []],
  ['a header alone, as in brief', 'ca 01', [], []],
  ['digits that were taken out', 'ca 01', ['  <removed>'], []],
  ['bytes that are missing', 'ca 01', ['  30060102', '  \tquit'], ['truncated']],
  ['bytes too many', 'ca 01', [...BODY, '  00', '  \tquit'], ['statement']],
  ['a foreign line in between', 'ca 01', ['  30060102', '  ...', '  0506', '  \tquit'], ['statement']],
  ['digits of something else', 'ca 01', ['  01020304', '  \tquit'], ['statement']],
  ['a kind that is not known', 'ca rollover 01', [...BODY, '  \tquit'], ['statement']],
])('has no certificate where there is %s', (_, entry, lines, messages) => {
  const { listed, problems, held } = parse(ID + trustpoint('ROOT') + chain('ROOT', entry, lines) + trunk());
  expect(listed?.map(({ label }) => label?.value)).toEqual(['ID (own certificate)']);
  expect(problems.map(({ messageId }) => messageId)).toEqual(messages);
  const claims = held
    ?.filter(({ label }) => label.value === 'ROOT')
    .map((each) => each.claims.map(({ value }) => value));
  expect(claims).toEqual(entry.includes('rollover') ? [] : [['ROOT', '01']]);
});

it('takes a trustpoint without a chain for empty, whatever its name', () => {
  const { held } = parse(trustpoint('DigiCertGlobalRootG2') + ID + trunk());
  expect(held?.map(({ label, usable }) => [label.value, usable.answer])).toEqual([['DigiCertGlobalRootG2', 'no']]);
});

it('does not take an export without any chain for a router that trusts nothing', () => {
  expect(storesOf(trustpoint('ROOT') + trunk())).toEqual([
    ['trustpoints', [], false],
    ['trustpool', null, false],
  ]);
});

it.each([
  ['a shortened header of a trustpoint', 'crypto pki trustpoint A', 'cry pki trustp A'],
  ['a misspelt header of a trustpoint', 'crypto pki trustpoint A', 'cripto pki trustpoint A'],
  ['a shortened header of a chain', 'crypto pki certificate chain A', 'crypto pki cert chain A'],
  ['a misspelt header of a chain', 'crypto pki certificate chain A', 'crypto pki certificate chian A'],
  ['a header joined to a comment', 'crypto pki trustpoint A', '!Jcrypto pki trustpoint A'],
])('does not know all trustpoints behind %s', (_, right, wrong) => {
  const text = ID + trustpoint('A') + chain('A', 'ca 01') + trunk();
  expect(storesOf(text)[0]).toEqual(['trustpoints', ['A'], true]);
  const { trustStores, held } = parse(text.replace(right, wrong));
  expect(trustStores[0]).toMatchObject({
    complete: false,
    settledBy: expect.stringContaining('running-config') as string,
  });
  expect(held?.every(({ usable }) => usable.answer !== 'no')).toBe(true);
});

it('knows all trustpoints where another header is shortened', () => {
  const text = ID + trunk().replace('voice class tenant', 'voice cl ten');
  expect(storesOf(text)[0]).toEqual(['trustpoints', [], true]);
});

it.each([
  ['no trustpoint and no chain', '', trunk()],
  ['no trustpoint that a tls-profile names', trustpoint('A') + chain('A', 'ca 01'), trunk()],
  ['no trustpoint that a client-vtp names', ID, trunk({ profile: ['trustpoint ID', 'client-vtp GONE'] })],
  [
    'no trustpoint that crypto signaling names',
    ID,
    trunk({ userAgent: ['crypto signaling default trustpoint GONE cn-san-validate server'] }),
  ],
])('does not know all trustpoints where the export shows %s', (_, trust, rest) => {
  const [store] = parse(trust + rest).trustStores;
  expect(store).toMatchObject({ complete: false, settledBy: 'show running-config' });
});

it('restricts a context by client-vtp, and does not call what is outside rejected', () => {
  const text = ID + trustpoint('A') + chain('A', 'ca 01') + trustpoint('B') + chain('B', 'ca 02');
  const profile = ['trustpoint ID', 'client-vtp b'];
  expect(storesOf(text + trunk({ profile })).at(-1)).toEqual(['client-vtp:b', ['B'], false]);
  expect(parse(text + trunk({ profile })).tlsContexts[0]?.trustStores).toEqual(['client-vtp:b']);
});

it('takes two spellings of a client-vtp for one trustpoint', () => {
  const line = 'crypto signaling remote-addr 192.0.2.0 /24 trustpoint ID client-vtp B';
  const text = trunk({ profile: ['trustpoint ID', 'client-vtp b'], userAgent: [line] });
  const { tlsContexts, trustStores } = parse(ID + trustpoint('B') + chain('B', 'ca 01') + text);
  expect(tlsContexts.map(({ trustStores: ids }) => ids)).toEqual([['client-vtp:b'], ['client-vtp:b']]);
  expect(trustStores.map(({ id }) => id)).toEqual(['trustpoints', 'trustpool', 'client-vtp:b']);
});

it('says what does not exist, what is there twice, and where the file ends too early', () => {
  const profile = ['trustpoint NONE', 'client-vtp NOR-THIS'];
  expect(problemsOf(parse(ID + trunk({ profile })))).toEqual([
    expect.stringContaining('undefined tls-profile 1 crypto pki trustpoint NONE'),
    expect.stringContaining('undefined tls-profile 1 crypto pki trustpoint NOR-THIS'),
  ]);
  expect(problemsOf(parse(ID + ID + trunk())).map((problem) => problem.split(' ').slice(1, 3))).toEqual([
    ['duplicate-label', 'duplicate'],
    ['duplicate-label', 'duplicate'],
  ]);
  expect(problemsOf(parse((ID + trunk()).replace(/end\n$/, '')))).toEqual([
    expect.stringContaining('truncated the configuration'),
  ]);
  expect(problemsOf(parse(ID + trunk() + trustpoint('NEXT')))).toEqual([
    expect.stringContaining('statement what follows'),
  ]);
});

it('reads no banner for configuration', () => {
  const banner = `banner motd ^C\n${trustpoint('FAKE')}${chain('FAKE', 'ca 01')}^C\n`;
  expect(parse(banner + ID + trunk()).held).toEqual([]);
  expect(parse(banner.replace(/\^C\n$/, '') + ID + trunk()).held?.map(({ label }) => label.value)).toEqual(['FAKE']);
});

it('does not count on a trustpoint that accepts only some certificates', () => {
  const text = ID + trustpoint('A') + ' match eku client-auth\n' + chain('A', 'ca 01') + trunk();
  expect(parse(text).held?.map(({ usable }) => usable.answer)).toEqual(['unknown']);
});

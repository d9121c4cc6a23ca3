import { cpuSeconds, LINEAR } from '../../support/cpu.js';
import { compose, parse, problemsOf, table, type Parts } from './compose.js';

const CONTEXTS = table('TLSContexts', 'Name', '0 = "default"', '3 = "CTX-CLOUD"', '4 = "CTX-IN"');
const SIF_COLUMNS = 'InterfaceName, TLSPort, SRDName, TLSContext, TLSMutualAuthentication';
const OWN = '0 = "SIF-CLOUD", 5061, "SRD-A", "CTX-CLOUD", 1';
const OTHER = '1 = "SIF-IN", 5067, "SRD-A", "CTX-IN", 1';
const interfaces = (...rows: string[]) => table('SIPInterface', SIF_COLUMNS, OWN, ...rows);
const RULE_COLUMNS = 'ClassificationName, SRDName, SrcSIPInterfaceName, SrcTransportType, ActionType, SrcIPGroupName';
const rules = (...rows: string[]) => table('Classification', RULE_COLUMNS, ...rows);
const group = (...rows: string[]) => table('IPGroup', 'Name, ProxySetName, ClassifyByProxySet', ...rows);
const on = (name: string) => rules(`0 = "R", "SRD-A", "${name}", -1, 1, "IPG"`);

const device = (parts: Parts) => compose({ contexts: CONTEXTS, interfaces: interfaces(OTHER), ...parts });
const inbound = (parts: Parts) => parse(device(parts)).legs.filter(({ direction }) => direction === 'inbound');
const told = (parts: Parts) =>
  inbound(parts).map(({ name, tlsContext, port }) => `${name.replace('PS-CLOUD ', '')} ${tlsContext} ${port}`);

const AS_BEFORE = ['(in, tls) CTX-CLOUD 5061'];
const ELSEWHERE = ['(in, tls, SIF-IN) CTX-IN 5067'];

describe('calls that a row of the Classification table sends to the IP group', () => {
  it.each<[string, Parts, string[]]>([
    ['no table', {}, AS_BEFORE],
    ['no row', { rules: rules() }, AS_BEFORE],
    ['another SIP interface', { rules: on('SIF-IN') }, ELSEWHERE],
    ['names in another case', { rules: on('sif-in').replace('"IPG"', '"ipg"') }, ELSEWHERE],
    ['the interface of the proxy set', { rules: on('SIF-CLOUD') }, AS_BEFORE],
    [
      'both',
      {
        rules: rules('0 = "A", "SRD-A", "SIF-IN", -1, 1, "IPG"', '1 = "B", "SRD-A", "SIF-CLOUD", 2, 1, "IPG"'),
      },
      [...AS_BEFORE, ...ELSEWHERE],
    ],
    ['twice the same', { rules: on('SIF-IN').replace(/(Classification) 0(.*\n)/, '$1 0$2$1 1$2') }, ELSEWHERE],
    ['calls that are turned away', { rules: rules('0 = "R", "SRD-A", "SIF-IN", -1, 0, "IPG"') }, AS_BEFORE],
    ['calls in TCP', { rules: rules('0 = "R", "SRD-A", "SIF-IN", 1, 1, "IPG"') }, AS_BEFORE],
    ['no column of interfaces', { rules: table('Classification', 'SrcIPGroupName', '0 = "IPG"') }, AS_BEFORE],
    [
      'classified by proxy set',
      { rules: on('SIF-IN'), groups: group('1 = "IPG", "PS-CLOUD", 1') },
      ['(in, tls) CTX-CLOUD 5061'],
    ],
    [
      'one IP group by proxy set and one by its row',
      { rules: on('SIF-IN'), groups: group('1 = "IPG", "PS-CLOUD", 0', '2 = "B", "PS-CLOUD", 1') },
      [...AS_BEFORE, ...ELSEWHERE],
    ],
    [
      'one IP group by its row and one by none',
      { rules: on('SIF-IN'), groups: group('1 = "IPG", "PS-CLOUD", 0', '2 = "B", "PS-CLOUD", 0') },
      [...AS_BEFORE, ...ELSEWHERE],
    ],
    [
      'a proxy set that names no context and no interface',
      { rules: on('SIF-IN'), proxySets: table('ProxySet', 'ProxyName', '7 = "PS-CLOUD"') },
      ['(in, tls, SIF-IN) CTX-IN 5067'],
    ],
    ['a partial file, which may lack a row', { rules: on('SIF-IN'), head: '' }, [...AS_BEFORE, ...ELSEWHERE]],
  ])('%s', (_, parts, expected) => {
    expect(told(parts)).toEqual(expected);
    expect(problemsOf(device(parts))).toEqual([]);
  });

  it.each(['Any', 'any', '*', ''])(
    'on "%s" interface: on that of the proxy set, for no other one shows the trunk',
    (any) => {
      const parts = { rules: on(any), interfaces: interfaces(OTHER) };
      expect(told(parts)).toEqual(AS_BEFORE);
      expect(problemsOf(device(parts))).toEqual([]);
    },
  );

  describe('on any interface, where the proxy set names none that listens', () => {
    const proxySets = table('ProxySet', 'ProxyName', '7 = "PS-CLOUD"');

    it('on each that listens in the SRD, once for each context', () => {
      const others = [
        OTHER,
        '2 = "SIF-OFF", 0, "SRD-A", "default", 1',
        '3 = "SIF-FAR", 5068, "SRD-B", "default", 1',
        '4 = "SIF-TWIN", 5069, "SRD-A", "CTX-IN", 1',
        '5 = "SIF-TWIN-OWN", 5070, "SRD-A", "CTX-CLOUD", 1',
      ];
      const parts = { rules: on('Any'), proxySets, interfaces: interfaces(...others) };
      expect(told(parts)).toEqual(['(in, tls, SIF-CLOUD) CTX-CLOUD 5061', ...ELSEWHERE]);
      expect(problemsOf(device(parts))).toEqual([]);
    });

    it('keeps interfaces of one context apart that differ in what they check', () => {
      const lax = interfaces('1 = "SIF-LAX", 5067, "SRD-A", "CTX-CLOUD", 0');
      const legs = inbound({ rules: on('Any'), proxySets, interfaces: lax });
      expect(legs.map(({ name, verifiesPeer }) => `${name}: ${verifiesPeer.answer}`)).toEqual([
        'PS-CLOUD (in, tls, SIF-CLOUD): yes',
        'PS-CLOUD (in, tls, SIF-LAX): no',
      ]);
    });
  });

  it('of thousands of proxy sets that name no interface takes no time for each pair', () => {
    const numbers = Array.from({ length: 4000 }, (_, index) => index);
    const parts = {
      interfaces: interfaces(...numbers.map((n) => `${n + 1} = "SIF-${n}", 5067, "SRD-A", "CTX-IN", 1`)),
      proxySets: table('ProxySet', 'ProxyName', ...numbers.map((n) => `${n} = "PS-${n}"`)),
      groups: group(...numbers.map((n) => `${n} = "IPG-${n}", "PS-${n}", 0`)),
      addresses: table(
        'ProxyIp',
        'ProxySetId, IpAddress',
        ...numbers.map((n) => `${n} = "${n}", "sip${n}.example.net"`),
      ),
      rules: rules(...numbers.map((n) => `${n} = "R", "SRD-A", "Any", -1, 1, "IPG-${n}"`)),
    };
    expect(cpuSeconds(() => expect(inbound(parts)).toHaveLength(2 * numbers.length))).toBeLessThan(LINEAR);
  });

  it('leaves the way out alone, and a trunk without TLS', () => {
    const [out] = parse(device({ rules: on('SIF-IN') })).legs;
    expect(out).toMatchObject({ name: 'PS-CLOUD (out, tls)', tlsContext: 'CTX-CLOUD', direction: 'outbound' });
    const addresses = table('ProxyIp', 'ProxySetId, IpAddress, TransportType', '0 = "7", "192.0.2.1", 0');
    expect(told({ rules: on('SIF-IN'), addresses })).toEqual(['(in, udp) null null']);
  });

  it('on an interface that does not exist: nobody knows the context', () => {
    const parts = { rules: on('SIF-NO') };
    expect(inbound(parts).map(({ tlsContext, unresolved }) => [tlsContext, unresolved?.because])).toEqual([
      [null, 'Classification 0 names the SIP interface SIF-NO, which does not exist'],
    ]);
    expect(problemsOf(device(parts))).toEqual([expect.stringContaining('undefined-reference')]);
  });

  it('to an IP group that does not exist: that is said', () => {
    const parts = { rules: on('SIF-IN').replace('"IPG"', '"IPH"') };
    expect(told(parts)).toEqual(AS_BEFORE);
    expect(problemsOf(device(parts))).toEqual([expect.stringContaining('undefined-reference')]);
  });

  it('by a row that cannot be read: that is said, and the interface of the proxy set stays', () => {
    const parts = { rules: on('SIF-IN').replace('[ \\', 'Classification 1 = "X", 2;\n[ \\') };
    expect(told(parts)).toEqual([...AS_BEFORE, ...ELSEWHERE]);
    expect(problemsOf(device(parts))).toEqual([expect.stringContaining('unreadable-input')]);
  });
});

import type { Device } from '../../src/model/device.js';
import type { Knowledge } from '../../src/model/knowledge.js';
import { facings } from '../../src/rules/facing.js';

const knowledge = { peers: [{ id: 'teams' }, { id: 'zoom' }] } as unknown as Knowledge;
const store = { id: 'store' };
const leg = (
  peer: string | null,
  transport: string,
  tlsContext: string | null = 'TLS',
  cloud: string | null = null,
) => ({
  peer,
  transport: { value: transport },
  tlsContext,
  cloud,
});

function faced(...legs: object[]) {
  const device = {
    legs,
    trustStores: [store],
    tlsContexts: [{ name: { value: 'TLS' }, trustStores: ['store', 'gone'] }],
  };
  return facings(device as unknown as Device, knowledge).map(({ peer, context, stores, legs: own, clouds }) => ({
    peer: peer.id,
    context: context?.name.value ?? null,
    stores: stores.length,
    legs: own.length,
    clouds,
  }));
}

it.each(['tls', 'unknown'])('a leg on %s faces its peer', (transport) => {
  expect(faced(leg('teams', transport))).toEqual([{ peer: 'teams', context: 'TLS', stores: 1, legs: 1, clouds: [] }]);
});

it.each(['tcp', 'udp'])('a leg on %s shows no certificate to anybody', (transport) => {
  expect(faced(leg('teams', transport))).toEqual([]);
});

it('legs without a peer, or towards one that is not known, face nobody', () => {
  expect(faced(leg(null, 'tls'), leg('nobody', 'tls'))).toEqual([]);
});

it('legs of one context towards one peer are judged together, with all their clouds', () => {
  const legs = [
    leg('teams', 'tls', 'TLS', 'a'),
    leg('zoom', 'tls'),
    leg('teams', 'tls', 'TLS', 'b'),
    leg('teams', 'tls', null),
  ];
  expect(faced(...legs)).toEqual([
    { peer: 'teams', context: 'TLS', stores: 1, legs: 2, clouds: ['a', 'b'] },
    { peer: 'zoom', context: 'TLS', stores: 1, legs: 1, clouds: [] },
    { peer: 'teams', context: null, stores: 0, legs: 1, clouds: [] },
  ]);
});

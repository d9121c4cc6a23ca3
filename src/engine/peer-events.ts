import type { Device } from '../model/device.js';
import type { Knowledge } from '../model/knowledge.js';
import { dayAt, moment } from '../model/time.js';
import type { TimelineEvent } from '../model/timeline.js';
import { confidenceNote } from '../model/vendor-command.js';
import { compareText } from '../text/provenance.js';
import { facingLegs } from '../rules/facing.js';

/** What the peers that a device faces have announced for the time after one day, up to and including another. */
export function peerEvents(
  device: Device,
  knowledge: Knowledge,
  { after, until }: { readonly after: string; readonly until: string },
): readonly TimelineEvent[] {
  const found = new Map<string, TimelineEvent>();
  for (const { leg, peer } of facingLegs(device, knowledge)) {
    for (const { date: stated, what, clouds, confidence } of peer.events ?? []) {
      const date = dayAt(moment(stated).first);
      if (date <= after || date > until || (clouds && leg.cloud !== null && !clouds.includes(leg.cloud))) continue;
      const message = `${peer.title}: ${what}${confidenceNote(confidence)}`;
      const event = { date, device: device.id, leg: leg.name, peer: peer.id, message } as const;
      found.set(JSON.stringify(event), { ...event, cause: 'peer', trustAnchor: null, level: 'note' });
    }
  }
  return [...found.values()].sort((a, b) => compareText(a.date, b.date) || compareText(a.leg, b.leg));
}

import type { Device } from '../model/device.js';
import type { Knowledge, VendorProfile } from '../model/knowledge.js';

/** The facts about a device's product line. */
export function profileOf(device: Pick<Device, 'vendor' | 'format'>, knowledge: Knowledge): VendorProfile {
  const profile = knowledge.vendors.find(({ formats }) => formats.includes(device.format));
  if (!profile) throw new Error(`no vendor profile names the format ${device.format}`);
  return profile;
}

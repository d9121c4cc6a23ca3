import { isVoiceGateway } from './detect.js';
import type { Format } from '../parser.js';

/** `show running-config` of IOS and IOS-XE, also as startup configuration, in brief, or as a collector keeps it. */
export const ciscoIosFormat: Format = {
  format: 'cisco-ios',
  vendor: 'cisco',
  detect: isVoiceGateway,
  load: async () => (await import('./index.js')).ciscoIos,
};

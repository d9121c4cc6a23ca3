/** The library: the same steps as the command line, on bytes that the caller reads. */
export { check, type Checked } from './engine/check.js';
export type { CheckOptions, DeviceSetting, InputFile } from './engine/input.js';
export { planPatch, type DevicePatch, type PatchOptions } from './engine/patch.js';
export { packFiles, planJson, type PackFile } from './engine/pack.js';
export type { CheckResult } from './model/run.js';
export type { Device } from './model/device.js';
export type { Finding } from './model/finding.js';
export type { Knowledge } from './model/knowledge.js';
export { readMoment } from './model/time.js';
export { rules } from './rules/index.js';

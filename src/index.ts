/**
 * The library: the same steps as the command line, on bytes that the caller brings. docs/api.md leads through it; what is not
 * named here may change with any release.
 */
export { check, type CheckOptions, type DeviceGroup } from './api/check.js';
export { simulate, timeline, type SimulateOptions } from './api/dates.js';
export { loadKnowledge, rules, version, type RuleInfo } from './api/facts.js';
export { inputFile, readInputs, type InputFile } from './api/input-file.js';
export { patch, type DevicePlan, type Patch, type PatchOptions } from './api/patch.js';
export { formats, render, type Rendered } from './api/render.js';
export type { Run } from './api/run.js';

export type { Confidence, Knowledge, Level, PeerProfile, VendorProfile } from './model/knowledge.js';
export type { PackFile, PlannedDevice } from './model/planned-device.js';
export type {
  ReportedDevice,
  ReportedEntry,
  ReportedFinding,
  ReportedLeg,
  ReportedPlace,
  ReportedStore,
  RunReport,
} from './model/run-report.js';
export type { SimulationResult } from './model/simulation.js';
export type { Cause, Timeline, TimelineEvent, TimelineGap } from './model/timeline.js';

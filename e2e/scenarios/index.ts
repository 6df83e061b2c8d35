import type { Scenario } from '../support/scenario';
import { flaps, hangs, saysFailed } from './answers';
import { admission } from './admission';
import { applicationEnds } from './application-ends';
import { binaryMissing } from './binary-missing';
import { containerdRestart, kubeletRestart } from './component-restart';
import { checkOptions } from './check-options';
import { checks } from './checks';
import { conditions } from './conditions';
import { crashBeforeReady, exitBeforeReady } from './crash-before-ready';
import { graphs } from './graph';
import { fromCharts } from './helm';
import { imageMissing } from './image-missing';
import { imageVolumes } from './image-volumes';
import { injected } from './injected';
import { jobs } from './jobs';
import { neverReady } from './never-ready';
import { nodeRestart } from './node-restart';
import { nodeSidecar } from './node-sidecar';
import { outsideNames } from './outside-name';
import { podDeleted } from './pod-deleted';
import { policies } from './policies';
import { applicationKilled, bothKilled, guardKilled, sidecarKilled } from './processes-killed';
import { readiness } from './readiness';
import { readyLate } from './ready-late';
import { sandboxesKilled } from './sandbox-killed';
import { statusOfLivePods } from './status';
import { steps } from './steps';
import { surroundings } from './surroundings';
import { workloads } from './workloads';

/** All of them: what is not named here is not run. */
export const SCENARIOS: readonly Scenario[] = [
  ...readyLate,
  ...readiness,
  ...nodeSidecar,
  ...neverReady,
  ...imageMissing,
  ...imageVolumes,
  ...crashBeforeReady,
  ...exitBeforeReady,
  ...binaryMissing,
  ...hangs,
  ...saysFailed,
  ...flaps,
  ...applicationEnds,
  ...applicationKilled,
  ...guardKilled,
  ...bothKilled,
  ...sidecarKilled,
  ...podDeleted,
  ...graphs,
  ...fromCharts,
  ...injected,
  ...admission,
  ...conditions,
  ...policies,
  ...checks,
  ...checkOptions,
  ...outsideNames,
  ...jobs,
  ...steps,
  ...statusOfLivePods,
  ...surroundings,
  ...workloads,
  ...kubeletRestart,
  ...containerdRestart,
  ...nodeRestart,
  ...sandboxesKilled,
];

import type { Scenario } from '../support/scenario';
import { flaps, hangs, saysFailed } from './answers';
import { applicationKilled } from './application-killed';
import { binaryMissing } from './binary-missing';
import { containerdRestart, kubeletRestart } from './component-restart';
import { checks } from './checks';
import { conditions } from './conditions';
import { crashBeforeReady, exitBeforeReady } from './crash-before-ready';
import { graphs } from './graph';
import { imageMissing } from './image-missing';
import { jobs } from './jobs';
import { neverReady } from './never-ready';
import { podDeleted } from './pod-deleted';
import { policies } from './policies';
import { readyLate } from './ready-late';

/** All of them: what is not named here is not run. */
export const SCENARIOS: readonly Scenario[] = [
  ...readyLate,
  ...neverReady,
  ...imageMissing,
  ...crashBeforeReady,
  ...exitBeforeReady,
  ...binaryMissing,
  ...hangs,
  ...saysFailed,
  ...flaps,
  ...applicationKilled,
  ...podDeleted,
  ...graphs,
  ...conditions,
  ...policies,
  ...checks,
  ...jobs,
  ...kubeletRestart,
  ...containerdRestart,
];

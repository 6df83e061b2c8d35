import type { Rule } from './rule';
import { binaryMissing } from './binary-missing';
import { checkNotSupported } from './check-not-supported';
import { checkUnused } from './check-unused';
import { collision } from './collision';
import { commandUnknown } from './command-unknown';
import { completesButRestarts } from './completes-but-restarts';
import { conditionNotSupported } from './condition-not-supported';
import { cycle } from './cycle';
import { deadlineTooShort } from './deadline-too-short';
import { deadlock } from './deadlock';
import { duplicateContainerName } from './duplicate-container-name';
import { failNeedsAnEnd } from './fail-needs-an-end';
import { failNeverEnds } from './fail-never-ends';
import { gateHost } from './gate-host';
import { hookBeforeGate } from './hook-before-gate';
import { hookSlotTaken } from './hook-slot-taken';
import { hostNetworkPort } from './host-network-port';
import { hostNetworkProbe } from './host-network-probe';
import { imageVolumeOff } from './image-volume-off';
import { initContainerNotSidecar } from './init-container-not-sidecar';
import { injectedContainer } from './injected-container';
import { injectedNeverEnds } from './injected-never-ends';
import { jobNeverCompletes } from './job-never-completes';
import { jobWorkerBecomesSidecar } from './job-worker-becomes-sidecar';
import { kubernetesTooOld } from './kubernetes-too-old';
import { linearWait } from './linear-wait';
import { livenessDuringWarmUp } from './liveness-during-warm-up';
import { manifestOrderChanged } from './manifest-order-changed';
import { mechanismNotSupported } from './mechanism-not-supported';
import { noCheck } from './no-check';
import { noContainersLeft } from './no-containers-left';
import { notGatedAgain } from './not-gated-again';
import { optionalAbsent } from './optional-absent';
import { policiesDiffer } from './policies-differ';
import { policyNotSupported } from './policy-not-supported';
import { portOfAnotherContainer } from './port-of-another-container';
import { portShared } from './port-shared';
import { portUndeclared } from './port-undeclared';
import { portUnknown } from './port-unknown';
import { postStartFailsOpen } from './post-start-fails-open';
import { probeOnInitContainer } from './probe-on-init-container';
import { probeHost } from './probe-host';
import { restartPolicyTaken } from './restart-policy-taken';
import { servicePortOfSidecar } from './service-port-of-sidecar';
import { sidecarAfterEnd } from './sidecar-after-end';
import { startedWaitsForProbe } from './started-waits-for-probe';
import { startupBudget } from './startup-budget';
import { startupProbeTaken } from './startup-probe-taken';
import { stepNeverRuns } from './step-never-runs';
import { stepRestarts } from './step-restarts';
import { stepResultUnknown } from './step-result-unknown';
import { stepTimeoutOverDeadline } from './step-timeout-over-deadline';
import { stepWhenNotEarlier } from './step-when-not-earlier';
import { stepWithoutRow } from './step-without-row';
import { timeoutNotEnforced } from './timeout-not-enforced';
import { timeoutWithinChain } from './timeout-within-chain';
import { unknownContainer } from './unknown-container';
import { windows } from './windows';

/** Every rule, errors first, in the order in which findings are reported. */
export const RULES: readonly Rule[] = [
  unknownContainer,
  injectedContainer,
  duplicateContainerName,
  cycle,
  noCheck,
  portUnknown,
  portOfAnotherContainer,
  initContainerNotSidecar,
  probeOnInitContainer,
  noContainersLeft,
  kubernetesTooOld,
  conditionNotSupported,
  policyNotSupported,
  policiesDiffer,
  mechanismNotSupported,
  checkNotSupported,
  hookSlotTaken,
  startupProbeTaken,
  restartPolicyTaken,
  completesButRestarts,
  stepWithoutRow,
  stepRestarts,
  stepResultUnknown,
  stepWhenNotEarlier,
  stepNeverRuns,
  stepTimeoutOverDeadline,
  commandUnknown,
  binaryMissing,
  failNeedsAnEnd,
  deadlock,
  sidecarAfterEnd,
  collision,
  windows,
  hostNetworkPort,
  gateHost,
  servicePortOfSidecar,
  postStartFailsOpen,
  imageVolumeOff,
  hookBeforeGate,
  manifestOrderChanged,
  hostNetworkProbe,
  probeHost,
  startupBudget,
  livenessDuringWarmUp,
  deadlineTooShort,
  jobWorkerBecomesSidecar,
  jobNeverCompletes,
  injectedNeverEnds,
  failNeverEnds,
  portShared,
  optionalAbsent,
  portUndeclared,
  checkUnused,
  startedWaitsForProbe,
  timeoutNotEnforced,
  timeoutWithinChain,
  linearWait,
  notGatedAgain,
];

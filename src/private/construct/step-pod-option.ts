import { Sidecar } from '../../sidecar';
import type { StepProps } from '../../step';
import type { StepCronJobProps, StepJobProps, StepPodProps } from '../../step-pod-props';
import {
  command, data, DURATION, IMAGE, KUBERNETES_VERSION, LABEL, listOf, type OptionRule, type OptionRules, required, text, texts, variables,
  wholeNumber,
} from '../option';
import { STEP_OPTIONS } from '../step-option';


export const ID = text('a string that is unique in its scope, such as "build"');

const STEP = data('a step');

/** A Pod's own clock counts whole seconds. */
const WHOLE_SECONDS: OptionRule = {
  allowed: 'a Duration of cdk8s of at least one second, in whole seconds, such as Duration.minutes(30)',
  holds: (value) => {
    if (!DURATION.holds(value)) return false;
    const ms = (value as { toMilliseconds: () => number }).toMilliseconds();
    return ms > 0 && ms % 1000 === 0;
  },
};

export const STEP_PROPS: OptionRules<StepProps> = {
  name: required(LABEL),
  image: required(IMAGE),
  command: command('["/bin/build", "--all"]'),
  args: texts('a list of strings, such as ["--all"]'),
  env: variables(),
  resources: data('resources as the Kubernetes API spells them, such as { limits: { cpu: "1" } }'),
  container: data('fields of a container as the Kubernetes API spells them, such as { securityContext: { runAsUser: 1000 } }'),
  ...STEP_OPTIONS,
};

export const STEP_POD_PROPS: OptionRules<StepPodProps> = {
  steps: required(listOf('a list with at least one step, such as [{ name: "build", image: "builder:1", command: ["/build"] }]', STEP.holds, 1)),
  runtimeImage: { ...IMAGE, allowed: 'an image reference such as "registry.example/startgate:0.1.0"' },
  kubernetesVersion: KUBERNETES_VERSION,
  sidecars: listOf('a list of sidecars, such as [Sidecar.of("proxy", { image: "registry.example/proxy:1.4" })]', (item) => item instanceof Sidecar),
  workspace: text('an absolute path such as "/workspace"', /^\/[^:]*$/u),
  workspaceVolume: data('the source of a volume as the Kubernetes API spells it, such as { emptyDir: {} }'),
  activeDeadline: WHOLE_SECONDS,
  metadata: data('the metadata of an object, such as { name: "build" }'),
  podSpec: data('fields of a Pod\'s spec as the Kubernetes API spells them, such as { serviceAccountName: "builder" }'),
};

export const STEP_JOB_PROPS: OptionRules<StepJobProps> = { ...STEP_POD_PROPS, backoffLimit: wholeNumber(0, 2_147_483_647) };

/** Five fields, or a name: the API server takes no `TZ=` before them. */
const SCHEDULE = text('a schedule in cron syntax, such as "0 3 * * *"', /^(@[a-z]+|@every \S+|[-*/,?\dA-Za-z]+( [-*/,?\dA-Za-z]+){4})$/u);

export const STEP_CRON_JOB_PROPS: OptionRules<StepCronJobProps> = {
  ...STEP_JOB_PROPS,
  schedule: required(SCHEDULE),
  timeZone: text('the name of a time zone, such as "Europe/Berlin"'),
  cronJobSpec: data('fields of a CronJob\'s spec as the Kubernetes API spells them, such as { concurrencyPolicy: "Forbid" }'),
};

import { stringify } from 'yaml';
import { IGNORE_PREFIX } from '../../private/silence';
import { ORDER_ANNOTATION } from '../../private/pod-names';

/** What the API server does with an object that breaks a rule. */
export const ACTIONS = ['warn', 'audit', 'deny'] as const;
export type Action = (typeof ACTIONS)[number];

const NAME = 'start-order.startgate.dev';
const API_VERSION = 'admissionregistration.k8s.io/v1';

/** Longer, and a gate is late by seconds. The kubelet's default is 10. */
const LONGEST_PERIOD = 5;

/** What waits in a postStart hook: this waiter, the known tools, and a word `wait` in the command. */
const WAITS = '(^|/)(startgate|linkerd-await|wait4x|dockerize|wait-for-it(\\\\.sh)?)$|(^|[ /])wait( |$)';

/** The Pod template of a workload; a Pod is its own. */
const VARIABLES: Readonly<Record<string, string>> = {
  template: 'has(object.spec.jobTemplate) ? object.spec.jobTemplate.spec.template : (has(object.spec.template) ? object.spec.template : object)',
  annotations: 'has(variables.template.metadata.annotations) ? variables.template.metadata.annotations : {}',
  containers: 'variables.template.spec.containers',
  inits: 'has(variables.template.spec.initContainers) ? variables.template.spec.initContainers : []',
  sidecars: 'variables.inits.filter(c, has(c.restartPolicy) && c.restartPolicy == "Always")',
  commands: '(variables.containers + variables.inits).filter(c, has(c.command)).map(c, c.command)',
  order: `"${ORDER_ANNOTATION}" in variables.annotations ? variables.annotations["${ORDER_ANNOTATION}"] : ""`,
};

interface Structure {
  /** The rule that says more, which an annotation can silence. @default - none says the same */
  readonly rule?: string;
  /** True where nothing is wrong. */
  readonly expression: string;
  readonly message: string;
}

const STRUCTURES: readonly Structure[] = [
  {
    rule: 'post-start-fails-open',
    expression: 'size(variables.containers) < 2 || !variables.containers.exists(c, has(c.lifecycle) && has(c.lifecycle.postStart)'
      + ` && has(c.lifecycle.postStart.exec) && c.lifecycle.postStart.exec.command.exists(w, w.matches("${WAITS}")))`,
    message: 'a postStart hook that waits is a gate that any fault opens',
  },
  {
    expression: 'variables.sidecars.all(s, !variables.order.contains("\\"dependsOn\\":\\"" + s.name + "\\",\\"condition\\":\\"healthy\\"")'
      + ' || has(s.startupProbe) || variables.commands.exists(c, c.exists(w, w.startsWith(s.name + "="))))',
    message: 'the order waits for a native sidecar that has no startupProbe, and for which nothing else waits',
  },
  {
    rule: 'probe-host',
    expression: `(variables.containers + variables.inits).all(c, ${probesWithoutHost()})`,
    message: 'a probe with "host" looks at another place than its container',
  },
  {
    expression: 'variables.sidecars.all(s, !has(s.startupProbe)'
      + ` || (has(s.startupProbe.periodSeconds) ? s.startupProbe.periodSeconds : 10) <= ${LONGEST_PERIOD})`,
    message: `a startupProbe of a native sidecar with periodSeconds over ${LONGEST_PERIOD} (the default is 10) opens its gate seconds late`,
  },
];

function probesWithoutHost(): string {
  return ['startupProbe', 'readinessProbe', 'livenessProbe'].flatMap((probe) => ['httpGet', 'tcpSocket'].map((handler) =>
    `!(has(c.${probe}) && has(c.${probe}.${handler}) && has(c.${probe}.${handler}.host) && c.${probe}.${handler}.host != "")`)).join(' && ');
}

/**
 * A ValidatingAdmissionPolicy with its binding, for what the structure of a Pod alone shows. It judges workloads, and Pods as they are
 * after injection.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export function admissionPolicy(action: Action): string {
  const policy = {
    apiVersion: API_VERSION, kind: 'ValidatingAdmissionPolicy', metadata: { name: NAME },
    spec: {
      failurePolicy: 'Ignore',
      matchConstraints: {
        resourceRules: [
          resources('', ['pods'], ['CREATE']),
          resources('apps', ['deployments', 'statefulsets', 'daemonsets'], ['CREATE', 'UPDATE']),
          resources('batch', ['jobs', 'cronjobs'], ['CREATE', 'UPDATE']),
        ],
      },
      variables: Object.entries(VARIABLES).map(([name, expression]) => ({ name, expression })),
      validations: STRUCTURES.map(({ rule, expression, message }) => (rule === undefined ? { expression, message } : {
        expression: `"${IGNORE_PREFIX}${rule}" in variables.annotations || (${expression})`,
        message: `${message} (cdk8s-startgate rules ${rule})`,
      })),
    },
  };
  const binding = {
    apiVersion: API_VERSION, kind: 'ValidatingAdmissionPolicyBinding', metadata: { name: NAME },
    spec: { policyName: NAME, validationActions: [`${action[0]!.toUpperCase()}${action.slice(1)}`] },
  };
  return [policy, binding].map((object) => stringify(object, { lineWidth: 0 })).join('---\n');
}

function resources(group: string, names: readonly string[], operations: readonly string[]): object {
  return { apiGroups: [group], apiVersions: ['v1'], operations, resources: names };
}

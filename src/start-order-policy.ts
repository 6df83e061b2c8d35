import { Construct } from 'constructs';
import type { DependencyOptions } from './dependency';
import type { Injected } from './injected';
import { ID } from './private/construct/step-pod-option';
import { gateSelected, usePolicy } from './private/construct/synthesis';
import { requireScope } from './private/construct/workload';
import { requireValue } from './private/option';
import { declarePolicy } from './private/policy/declare-policy';
import type { Sidecar } from './sidecar';

/** Which workloads a policy selects: those that match every option. In a list, one match is enough. */
export interface WorkloadSelector {
  /**
   * Kinds of workloads.
   *
   * @default - every kind of workload that Kubernetes has; a custom resource must be named
   */
  readonly kinds?: string[];

  /**
   * Namespaces; `*` stands for any text. A workload without a namespace is in `default`.
   *
   * @default - every namespace
   */
  readonly namespaces?: string[];

  /**
   * Names of workloads; `*` stands for any text.
   *
   * @default - every name
   */
  readonly names?: string[];

  /**
   * Labels of the workload or of its Pod template.
   *
   * @default - any labels
   */
  readonly labels?: { readonly [name: string]: string };

  /**
   * Names of containers; `*` stands for any text.
   *
   * @default - any containers
   */
  readonly containers?: string[];

  /**
   * Images of containers; `*` stands for any text: `registry.example/shop/*`.
   *
   * @default - any images
   */
  readonly images?: string[];
}

/** A dependency that a policy adds. */
export interface PolicyDependency extends DependencyOptions {
  /** The name of the container to wait for: a sidecar of the policy, an injected one, or a container that each Pod has. */
  readonly dependsOn: string;

  /**
   * The name of the container that waits.
   *
   * @default - every container but the sidecars, as `StartOrder.all`
   */
  readonly container?: string;
}

/** Options of `StartOrderPolicy`. */
export interface StartOrderPolicyProps {
  /**
   * Which workloads the policy selects.
   *
   * @default - every workload in the scope
   */
  readonly select?: WorkloadSelector;

  /**
   * Sidecars that each selected Pod gets.
   *
   * @default - none
   */
  readonly sidecars?: Sidecar[];

  /**
   * Sidecars that an injector adds to each selected Pod at admission.
   *
   * @default - none
   */
  readonly injected?: Injected[];

  /**
   * Dependencies that each selected Pod gets.
   *
   * @default - none
   */
  readonly dependencies?: PolicyDependency[];
}

/**
 * Adds sidecars and dependencies to every workload of a scope that a selector selects, also to workloads of `Include` and `Helm`, and to
 * those that are added later: synthesis applies the policy.
 *
 * An order of its own wins: the same sidecar, the same dependency. Two policies that add different sidecars of one name are an error.
 * The annotation `startgate.dev/policy-exclude` with a reason, on the workload or its Pod template, excludes it from every policy.
 *
 * @example
 * declare const app: App;
 * StartOrder.defaults(app, { runtimeImage: 'registry.example/startgate:0.1.0' });
 * new StartOrderPolicy(app, 'mesh', {
 *   select: { kinds: ['Deployment', 'StatefulSet'], namespaces: ['shop-*'] },
 *   sidecars: [Sidecar.of('proxy', { image: 'mesh/proxy:1.4', port: 15021, readyWhen: Check.httpGet('/healthz/ready') })],
 *   dependencies: [{ dependsOn: 'proxy' }],
 * });
 */
export class StartOrderPolicy extends Construct {
  /**
   * @param scope an App, a Chart, or another construct: the policy looks at every workload under it
   * @param id the name in the scope; messages name the policy by its path
   * @param props which workloads, and what they get
   * @throws if an option is misspelt or wrong, if the policy adds nothing, or if two of its sidecars or dependencies contradict each other
   */
  constructor(scope: Construct, id: string, props: StartOrderPolicyProps) {
    super(requireScope('StartOrderPolicy', scope), requireValue('"id" of StartOrderPolicy', id, ID));
    const model = declarePolicy(this.node.path, `StartOrderPolicy "${this.node.path}"`, props);
    usePolicy({ model, scope, matches: 0 });
    // cdk8s calls this before it renders a chart, whichever way
    this.node.addValidation({
      validate: () => {
        gateSelected(this);
        return [];
      },
    });
  }
}

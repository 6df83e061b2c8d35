import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { IConstruct } from 'constructs';
import type { Check } from '../check';
import { CHECK } from '../private/check-option';
import { manifestBefore } from '../private/construct/synthesis';
import { apiObjectsOf, requireConstruct } from '../private/construct/workload';
import type { JsonObject } from '../private/manifest';
import { data, IMAGE, LABEL, type OptionRule, type OptionRules, requireOptions, requireValue } from '../private/option';
import { podTemplateOf } from '../private/pod-template';
import { Sidecar } from '../sidecar';

/** Options of `KplusSidecar.of`. */
export interface KplusSidecarOptions {
  /**
   * How to check the health of the sidecar.
   *
   * @default - its own startup, readiness or liveness probe
   */
  readonly readyWhen?: Check;
}

/** Options of `KplusSidecar.fromWorkload`. */
export interface KplusWorkloadOptions {
  /**
   * Name of the container.
   *
   * @default - the only container of the workload
   */
  readonly container?: string;

  /**
   * How to check the health of the sidecar.
   *
   * @default - its own startup, readiness or liveness probe
   */
  readonly readyWhen?: Check;
}

const KPLUS_SIDECAR_OPTIONS: OptionRules<KplusSidecarOptions> = { readyWhen: CHECK };
const WORKLOAD_OPTIONS: OptionRules<KplusWorkloadOptions> = { container: LABEL, readyWhen: CHECK };
const PROPS = data('the props of a container of cdk8s-plus, such as { image: "registry.example/proxy:1.4" }');
const RESTART_POLICY: OptionRule = {
  allowed: '"Always", or not set: a sidecar always restarts',
  holds: (value) => value === kplus.ContainerRestartPolicy.ALWAYS,
};

/** Sidecars in the words of cdk8s-plus-28. For a container of another version of cdk8s-plus, use `fromWorkload`. */
export class KplusSidecar {
  /**
   * A sidecar from the props of a cdk8s-plus container, with the volumes that the container mounts.
   *
   * Under the hood, cdk8s-plus renders the container with all its defaults: requests of 1 CPU and 512Mi, a read-only root file
   * system, a non-root user.
   *
   * @param props container props; `restartPolicy` is not needed, because it is always the same for a sidecar
   * @param options check
   */
  public static of(props: kplus.ContainerProps, options: KplusSidecarOptions = {}): Sidecar {
    const { image, name, restartPolicy } = requireValue('"props" of KplusSidecar.of', props, PROPS);
    requireValue('"image" of KplusSidecar.of', image, IMAGE);
    if (name !== undefined) requireValue('"name" of KplusSidecar.of', name, LABEL);
    if (restartPolicy !== undefined) requireValue('"restartPolicy" of KplusSidecar.of', restartPolicy, RESTART_POLICY);
    const { readyWhen } = requireOptions('KplusSidecar.of', options, KPLUS_SIDECAR_OPTIONS);
    const { restartPolicy: _ours, ...rest } = props;
    const pod = new kplus.Pod(new Chart(new App(), 'sidecar'), 'pod', { containers: [rest] });
    return KplusSidecar.fromWorkload(pod, readyWhen === undefined ? {} : { readyWhen });
  }

  /**
   * A sidecar from a container of a workload, with the volumes that the container mounts: for a container of any version of cdk8s-plus.
   * Put the workload into a chart of its own, which is not synthesized.
   *
   * @param workload a construct that is or contains one workload, such as a Pod
   * @param options container and check
   * @throws if the construct contains no workload or several, if the container does not exist, or if `restartPolicy` is not `Always`
   */
  public static fromWorkload(workload: IConstruct, options: KplusWorkloadOptions = {}): Sidecar {
    requireConstruct('KplusSidecar.fromWorkload needs a construct with one workload, such as a Pod of cdk8s-plus', workload);
    const { container: name, readyWhen } = requireOptions('KplusSidecar.fromWorkload', options, WORKLOAD_OPTIONS);
    const [object, second] = apiObjectsOf(workload);
    if (object === undefined || second !== undefined) {
      const has = object === undefined ? 'no ApiObject' : 'several ApiObjects';
      throw new Error(`KplusSidecar.fromWorkload needs a construct with one workload; "${workload.node.path}" has ${has}; pass the workload itself`);
    }
    const { containers = [], initContainers = [], volumes = [] } = podTemplateOf(manifestBefore(object) as JsonObject)?.spec ?? {};
    const all = [...initContainers, ...containers];
    const found = name === undefined && all.length === 1 ? all[0] : all.find((container) => container.name === name);
    if (found === undefined) {
      const has = all.length === 0 ? 'no container' : all.map((container) => `"${container.name}"`).join(', ');
      const wanted = name === undefined ? 'needs a workload with one container' : `found no container "${name}"`;
      throw new Error(`KplusSidecar.fromWorkload ${wanted}; "${object.node.path}" has ${has}; choose one: { container: … }`);
    }
    const mounted = volumes.filter((volume) => found.volumeMounts?.some((mount) => mount.name === volume.name));
    return Sidecar.fromManifest(found, { volumes: mounted, ...(readyWhen === undefined ? {} : { readyWhen }) });
  }

  private constructor() {}
}

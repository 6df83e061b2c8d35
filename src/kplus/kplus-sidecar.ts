import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Check } from '../check';
import { CHECK } from '../private/check-option';
import { data, IMAGE, LABEL, type OptionRule, type OptionRules, requireOptions, requireValue } from '../private/option';
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

const KPLUS_SIDECAR_OPTIONS: OptionRules<KplusSidecarOptions> = { readyWhen: CHECK };
const PROPS = data('the props of a container of cdk8s-plus, such as { image: "registry.example/proxy:1.4" }');
const RESTART_POLICY: OptionRule = {
  allowed: '"Always", or not set: a sidecar always restarts',
  holds: (value) => value === kplus.ContainerRestartPolicy.ALWAYS,
};

/** Sidecars in the words of cdk8s-plus-28. For a container of another version of cdk8s-plus, use `Sidecar.fromWorkload`. */
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
    return Sidecar.fromWorkload(pod, readyWhen === undefined ? {} : { readyWhen });
  }

  private constructor() {}
}

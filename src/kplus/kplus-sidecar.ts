import { ApiObject, App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Check } from '../check';
import { CHECK } from '../private/check-option';
import type { Container, PodSpec } from '../private/manifest';
import { type OptionRules, requireOptions } from '../private/option';
import { Sidecar } from '../sidecar';

/** Options of `KplusSidecar.of`. */
export interface KplusSidecarOptions {
  /**
   * How its health is seen.
   *
   * @default - its own startup, readiness or liveness probe
   */
  readonly readyWhen?: Check;
}

const KPLUS_SIDECAR_OPTIONS: OptionRules<KplusSidecarOptions> = { readyWhen: CHECK };

/** Sidecars in the words of cdk8s-plus. */
export class KplusSidecar {
  /**
   * A sidecar from the props of a cdk8s-plus container; the volumes that it mounts come with it.
   *
   * Under the hood, cdk8s-plus renders the container, with all its defaults: requests of 1 CPU and 512Mi, a read-only root file
   * system, a non-root user.
   *
   * @param props container props; `restartPolicy` may be left out, since a sidecar's is always the same
   * @param options check
   */
  public static of(props: kplus.ContainerProps, options: KplusSidecarOptions = {}): Sidecar {
    requireOptions('KplusSidecar.of', options, KPLUS_SIDECAR_OPTIONS);
    const { restartPolicy: _ours, ...rest } = props;
    const pod = new kplus.Pod(new Chart(new App(), 'sidecar'), 'pod', { containers: [rest] });
    const { spec } = ApiObject.of(pod).toJson() as { spec: PodSpec };
    const [container] = spec.containers as [Container];
    return Sidecar.fromManifest(container, { ...options, volumes: spec.volumes ?? [] });
  }

  private constructor() {}
}

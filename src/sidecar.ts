import type { Check } from './check';
import { CHECK } from './private/check-option';
import { requireContainerFields } from './private/container-fields';
import { deepClone, isObject, type Container, type JsonObject, type Volume } from './private/manifest';
import type { CheckModel, SidecarModel } from './private/model';
import {
  command as commandRule, data, IMAGE, LABEL, listOf, type OptionRule, type OptionRules, PORT_NUMBER, required, requireOptions,
  requireValue, texts, variables,
} from './private/option';

/** Options of `Sidecar.fromManifest`. */
export interface SidecarManifestOptions {
  /**
   * How to check the health of the sidecar.
   *
   * @default - its own startup, readiness or liveness probe
   */
  readonly readyWhen?: Check;

  /**
   * Volumes that the sidecar mounts, as the Kubernetes API spells them. If the Pod has the same volume, the sidecar shares it.
   *
   * @default - none
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- how jsii spells a JSON object in every language
  readonly volumes?: any[];
}

/** Options of `Sidecar.of`. */
export interface SidecarOptions {
  /** Image reference, for example `registry.example/proxy:1.4`. */
  readonly image: string;

  /**
   * The command, instead of the ENTRYPOINT of the image.
   *
   * @default - the ENTRYPOINT of the image
   */
  readonly command?: string[];

  /**
   * Arguments, instead of the CMD of the image.
   *
   * @default - the CMD of the image
   */
  readonly args?: string[];

  /**
   * Environment variables by name, in this order. A later variable may refer to an earlier variable as `$(NAME)`.
   *
   * @default - none
   */
  readonly env?: { readonly [name: string]: string };

  /**
   * Number of the TCP port that the sidecar serves, 1 to 65535. It is declared in the `ports` of the container.
   *
   * @default - no declared port
   */
  readonly port?: number;

  /**
   * Resources as the Kubernetes API spells them: `{ requests: { cpu: '10m' }, limits: { memory: '64Mi' } }`.
   *
   * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
   * @default - none
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- how jsii spells a JSON object in every language
  readonly resources?: any;

  /**
   * Fields of the security context as the Kubernetes API spells them. A field that is set replaces the default of this field. An image that
   * runs as root, or whose user is a name instead of a number, needs `{ runAsNonRoot: false }` or a `runAsUser`: with the default, the
   * kubelet does not start the container, and shows CreateContainerConfigError. In a Windows Pod no field has a default.
   *
   * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
   * @default - what Pod Security `restricted` accepts: `allowPrivilegeEscalation: false`, `capabilities: { drop: ['ALL'] }`,
   * `seccompProfile: { type: 'RuntimeDefault' }`, and `runAsNonRoot: true` unless the sidecar or its Pod has `runAsUser: 0`
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- how jsii spells a JSON object in every language
  readonly securityContext?: any;

  /**
   * How to check the health of the sidecar.
   *
   * @default - no check: other containers can wait only for `Condition.STARTED`
   */
  readonly readyWhen?: Check;
}

const SIDECAR_OPTIONS: OptionRules<SidecarOptions> = {
  image: required(IMAGE),
  command: commandRule('["/proxy", "--port=8080"]'),
  args: texts('a list of strings, such as ["--port=8080"]'),
  env: variables(),
  port: PORT_NUMBER,
  resources: data('resources as the Kubernetes API spells them, such as { limits: { cpu: "1" } }'),
  securityContext: data('fields of a security context as the Kubernetes API spells them, such as { runAsUser: 1000 }'),
  readyWhen: CHECK,
};
const MANIFEST_OPTIONS: OptionRules<SidecarManifestOptions> = {
  readyWhen: CHECK,
  volumes: listOf('a list of volumes with a "name", such as [{ name: "data", emptyDir: {} }]', hasName),
};
const CONTAINER: OptionRule = { allowed: 'an object with a "name", such as { name: "proxy", image: … }', holds: hasName };
const RESTART_POLICY: OptionRule = {
  allowed: '"Always", or not set: a sidecar always restarts',
  holds: (value) => value === undefined || value === 'Always',
};

/**
 * A container that a start order adds to its Pod, with the life cycle of a sidecar. A `Sidecar` is plain data, so it works for every
 * kind of workload, even from `Include` or `Helm`.
 */
export class Sidecar {
  /**
   * A sidecar from the few options that most sidecars need.
   *
   * @param name name of the container, a DNS label
   * @param options image, command, port, resources, security context and check
   * @throws if an option is misspelt or has a wrong value
   */
  public static of(name: string, options: SidecarOptions): Sidecar {
    requireValue('"name" of Sidecar.of', name, LABEL);
    const given = requireOptions(`sidecar "${name}"`, options, SIDECAR_OPTIONS);
    const { image, command, args, env, port, readyWhen } = given;
    const resources = given.resources as JsonObject | undefined;
    const securityContext = given.securityContext as JsonObject | undefined;
    const container: Container = {
      name,
      image,
      ...(command === undefined ? {} : { command: [...command] }),
      ...(args === undefined ? {} : { args: [...args] }),
      ...(env === undefined ? {} : { env: Object.entries(env).map(([key, value]) => ({ name: key, value })) }),
      ...(port === undefined ? {} : { ports: [{ containerPort: port }] }),
      ...(resources === undefined ? {} : { resources }),
      ...(securityContext === undefined ? {} : { securityContext }),
    };
    return new Sidecar({ container, restricted: true, volumes: [] }, readyWhen?._model);
  }

  /**
   * A sidecar from a container as the Kubernetes API spells it, with every field of a container.
   *
   * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container
   * @param container an object with a `name` and an `image`; `restartPolicy` can only be `Always`
   * @param options check and volumes
   * @throws if the container has no name or no image, if a volume has no name, or if `restartPolicy` is not `Always`
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- how jsii spells a JSON object in every language
  public static fromManifest(container: any, options: SidecarManifestOptions = {}): Sidecar {
    const { name } = requireValue('"container" of Sidecar.fromManifest', container, CONTAINER) as Container;
    requireValue('the name of the container of Sidecar.fromManifest', name, LABEL);
    const { restartPolicy, ...rest } = container as Container;
    requireValue(`"image" of sidecar "${name}"`, rest.image, IMAGE);
    requireValue(`"restartPolicy" of sidecar "${name}"`, restartPolicy, RESTART_POLICY);
    requireContainerFields(`sidecar "${name}"`, rest);
    const { readyWhen, volumes = [] } = requireOptions(`sidecar "${name}"`, options, MANIFEST_OPTIONS);
    return new Sidecar({ container: deepClone(rest), volumes: deepClone(volumes) as Volume[] }, readyWhen?._model);
  }

  /** Name of the container. */
  public readonly name: string;

  private constructor(
    /** @internal */
    public readonly _model: SidecarModel,
    /** @internal */
    public readonly _check: CheckModel | undefined,
  ) {
    this.name = _model.container.name;
  }
}

function hasName(value: unknown): boolean {
  return isObject(value) && typeof value.name === 'string';
}

import type { Check } from './check';
import { CHECK } from './private/check-option';
import { deepClone, isObject, type Container, type Volume } from './private/manifest';
import type { CheckModel, SidecarModel } from './private/model';
import { number, type OptionRules, requireOptions, text, texts, textsByName, valueText } from './private/option';

/** Options of `Sidecar.fromManifest`. */
export interface SidecarManifestOptions {
  /**
   * How its health is seen.
   *
   * @default - its own startup, readiness or liveness probe
   */
  readonly readyWhen?: Check;

  /**
   * Volumes that it mounts, as the Kubernetes API spells them. A volume that the Pod has in the same form is shared.
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
   * The command, instead of the image's ENTRYPOINT.
   *
   * @default - what the image runs
   */
  readonly command?: string[];

  /**
   * Arguments, instead of the image's CMD.
   *
   * @default - those of the image
   */
  readonly args?: string[];

  /**
   * Environment variables by name, in the order in which they are given: a later one may refer to an earlier one as `$(NAME)`.
   *
   * @default - none
   */
  readonly env?: { readonly [name: string]: string };

  /**
   * Number of the TCP port that it serves, 1 to 65535. It is declared in the container's `ports`.
   *
   * @default - none declared
   */
  readonly port?: number;

  /**
   * How its health is seen.
   *
   * @default - not at all: only `Condition.STARTED` can be waited for
   */
  readonly readyWhen?: Check;
}

const SIDECAR_OPTIONS: OptionRules<SidecarOptions> = {
  image: text('an image reference such as "registry.example/proxy:1.4"'),
  command: texts('a list of texts, such as ["/proxy", "--port=8080"]'),
  args: texts('a list of texts, such as ["--port=8080"]'),
  env: textsByName('texts by name, such as { LOG_LEVEL: "info" }'),
  port: number('a whole number from 1 to 65535'),
  readyWhen: CHECK,
};
const MANIFEST_OPTIONS: OptionRules<SidecarManifestOptions> = {
  readyWhen: CHECK,
  volumes: { allowed: 'a list of volumes, such as [{ name: "data", emptyDir: {} }]', holds: Array.isArray },
};

/**
 * A container that a start order brings into its Pod: plain data, so that it fits every kind of workload, also one that comes in
 * through `Include` or `Helm`. Its life cycle is a sidecar's.
 */
export class Sidecar {
  /**
   * A sidecar from the few facts that most need.
   *
   * @param name name of the container, a DNS label
   * @param options image, command, port and check
   * @throws if the command is empty or the port is none
   */
  public static of(name: string, options: SidecarOptions): Sidecar {
    requireOptions(`sidecar "${name}"`, options, SIDECAR_OPTIONS);
    const { image, command, args, env, port } = options;
    requireImage('Sidecar.of', name, image);
    if (command?.length === 0) throw new Error(`Sidecar.of: "command" of sidecar "${name}" must hold a program; got []; leave it out for what the image runs`);
    if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65535)) {
      throw new Error(`Sidecar.of: "port" of sidecar "${name}" must be a whole number from 1 to 65535; got ${port}`);
    }
    const container: Container = {
      name,
      image,
      ...(command === undefined ? {} : { command: [...command] }),
      ...(args === undefined ? {} : { args: [...args] }),
      ...(env === undefined ? {} : { env: Object.entries(env).map(([key, value]) => ({ name: key, value })) }),
      ...(port === undefined ? {} : { ports: [{ containerPort: port }] }),
    };
    return new Sidecar({ container, volumes: [] }, options.readyWhen?._model);
  }

  /**
   * A sidecar from a container as the Kubernetes API spells it: everything that a container can have.
   *
   * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container
   * @param container an object with a `name` and an `image`; a `restartPolicy` can only be `Always`
   * @param options check and volumes
   * @throws if it has no name or no image, a volume has no name, or it is not to be restarted always
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- how jsii spells a JSON object in every language
  public static fromManifest(container: any, options: SidecarManifestOptions = {}): Sidecar {
    if (!isObject(container) || typeof container.name !== 'string') {
      throw new Error(`Sidecar.fromManifest: "container" must be an object with a "name", such as { name: 'proxy', image: … }; got ${JSON.stringify(container)}`);
    }
    requireImage('Sidecar.fromManifest', container.name, container.image);
    requireOptions(`sidecar "${container.name}"`, options, MANIFEST_OPTIONS);
    const { restartPolicy, ...rest } = container;
    if (restartPolicy !== undefined && restartPolicy !== 'Always') {
      throw new Error(`Sidecar.fromManifest: "restartPolicy" of sidecar "${container.name}" can only be "Always", which is what makes a sidecar; got ${JSON.stringify(restartPolicy)}; leave it out`);
    }
    return new Sidecar({ container: deepClone(rest) as unknown as Container, volumes: volumesOf(container.name, options.volumes) }, options.readyWhen?._model);
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

function requireImage(where: string, name: string, image: unknown): void {
  if (typeof image === 'string' && image !== '') return;
  throw new Error(`${where}: "image" of sidecar "${name}" must be an image reference such as "registry.example/proxy:1.4"; got ${valueText(image)}`);
}

function volumesOf(name: string, volumes: unknown[] = []): Volume[] {
  return volumes.map((volume) => {
    if (!isObject(volume) || typeof volume.name !== 'string') {
      throw new Error(`a volume of sidecar "${name}" must be an object with a "name", such as { name: 'data', emptyDir: {} }; got ${JSON.stringify(volume)}`);
    }
    return deepClone(volume) as unknown as Volume;
  });
}

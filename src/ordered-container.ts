import type { Check } from './check';
import type { DependencyOptions, WaitOptions } from './dependency';
import { CHECK } from './private/check-option';
import { publicTarget } from './private/check-target';
import { checkCall } from './private/declaration/check-call';
import { requireNoHost } from './private/declaration/check-host';
import { ALL_CONTAINERS, type OrderDeclaration } from './private/declaration/order-declaration';
import { edgeOptions, waitOptions } from './private/dependency-option';
import { command as commandRule, instanceOf, requireOptions, requireValue, text } from './private/option';
import { STEP_OPTIONS } from './private/step-option';
import type { StepOptions } from './step';

const COMMAND = commandRule('["/bin/app", "--port=8080"]');
const WAITER_PATH = text('an absolute path such as "/startgate"', /^\/[\x21-\x7e]+$/u);

/**
 * A container in a start order, known by its name. The order can name any container; synthesis reports names that the Pod does not have.
 */
export class OrderedContainer {
  /** @internal */
  public static _of(name: string, declaration: OrderDeclaration): OrderedContainer {
    return new OrderedContainer(name, declaration);
  }

  /** @internal */
  public static _all(declaration: OrderDeclaration, other: OrderedContainer, options: DependencyOptions): void {
    requireValue(`the dependency of all containers of ${declaration.place}`, other, ORDERED_CONTAINER);
    if (other.declaration !== declaration) {
      throw new Error(`all containers of ${declaration.place} can't depend on container "${other.name}" of another Pod; use a container of the same StartOrder`);
    }
    declaration.depend(ALL_CONTAINERS, other.name, edgeOptions(declaration.edgeText(ALL_CONTAINERS, other.name), options));
  }

  private constructor(
    /** Name of the container in the Pod. */
    public readonly name: string,
    private readonly declaration: OrderDeclaration,
  ) {}

  /**
   * Declares how to check the health of this container.
   *
   * Under the hood, the check becomes the startup probe of a native sidecar, or a target of the waiter. The check replaces the startup
   * probe that cdk8s-plus adds for `portNumber`. Any other startup probe is an error.
   *
   * Without `readyWhen`, the order reuses a probe of the container: startup, else readiness, else liveness. For a probe, the kubelet
   * connects to the Pod IP, and the guard connects to localhost. Under the guard, a container that listens only on the Pod IP needs a
   * check with `listensOn: ListensOn.POD_IP`.
   *
   * @param check the check
   * @returns this container
   * @throws if another check was declared before, or if the check has a host
   */
  public readyWhen(check: Check): OrderedContainer {
    requireValue(`readyWhen of ${this.place}`, check, CHECK);
    requireNoHost(`readyWhen of ${this.place}`, check._model);
    this.declaration.describe(this.name, 'readyWhen', { check: check._model });
    return this;
  }

  /**
   * Declares that this container starts only when another container of the same Pod fulfils a condition.
   *
   * @param other the container to wait for
   * @param options condition, timeout, what to do on timeout, mechanism
   * @returns this container
   * @throws if `other` is this container or belongs to another order; if the same dependency was declared differently before;
   * if the timeout is zero; if an option is misspelt or has a wrong type
   */
  public dependsOn(other: OrderedContainer, options: DependencyOptions = {}): OrderedContainer {
    requireValue(`the dependency of ${this.place}`, other, ORDERED_CONTAINER);
    if (other.declaration !== this.declaration) {
      throw new Error(`container "${this.name}" can't depend on container "${other.name}" of another Pod; use containers of the same StartOrder`);
    }
    this.declaration.depend(this.name, other.name, edgeOptions(this.declaration.edgeText(this.name, other.name), options));
    return this;
  }

  /**
   * Declares that this container starts only when something outside of the Pod is ready: a database, a broker, another Service. The guard
   * waits, or an init container before this container.
   *
   * The waiter resolves the name at every attempt, and says in its log what it waits for.
   *
   * @param check a check over the network with host and port: `Check.tcpSocket({ host: 'db.shop', port: 5432 })`
   * @param options timeout, what to do on timeout, mechanism
   * @returns this container
   * @throws if the check has no host or no port number; if the same wait was declared differently before; if the timeout is zero;
   * if an option is misspelt or has a wrong type
   */
  public waitsFor(check: Check, options: WaitOptions = {}): OrderedContainer {
    const what = `waitsFor of ${this.place}`;
    requireValue(what, check, CHECK);
    const model = check._model;
    if (!('host' in model) || typeof model.port !== 'number') {
      throw new Error(`${what} needs a check with host and port, such as Check.tcpSocket({ host: "db.shop", port: 5432 }); got ${checkCall(model)}`);
    }
    const name = publicTarget(model);
    this.declaration.describe(name, 'waitsFor', { check: model, foreign: { kind: 'outside' } });
    this.declaration.depend(this.name, name, waitOptions(this.declaration.edgeText(this.name, name), options));
    return this;
  }

  /**
   * Declares what the image of this container runs, for the guard. The guard uses it if the manifest has no `command`. Give the
   * ENTRYPOINT of the image. If the manifest has no `args` either, add the CMD of the image.
   *
   * @param command program and arguments
   * @returns this container
   * @throws if the command is empty, or another command was declared before
   */
  public imageEntrypoint(command: string[]): OrderedContainer {
    requireValue(`imageEntrypoint of ${this.place}`, command, COMMAND);
    this.declaration.describe(this.name, 'imageEntrypoint', { entrypoint: [...command] });
    return this;
  }

  /**
   * Declares that this container is a sidecar: it runs as long as the application, and not longer.
   *
   * Under the hood, from Kubernetes 1.29 on the container becomes a native sidecar, with any mechanism. Before that, in a Pod that ends,
   * a guard stops the container when the other containers have ended.
   *
   * @returns this container
   */
  public asSidecar(): OrderedContainer {
    this.declaration.describe(this.name, 'asSidecar', { sidecar: true });
    return this;
  }

  /**
   * Declares how this container runs as a step. `StartOrder.steps` sets its place in the row; without it, synthesis fails.
   *
   * @param options timeout, what happens when it fails, conditions, results
   * @returns this container
   * @throws if an option is misspelt, has a wrong type or value, or if other options were declared before
   */
  public asStep(options: StepOptions = {}): OrderedContainer {
    const what = `step "${this.name}" of ${this.declaration.place}`;
    const { timeout, onError, when, results, resultsLimit } = requireOptions(what, options, STEP_OPTIONS);
    const timeoutMs = timeout?.toMilliseconds();
    if (timeoutMs !== undefined && (timeoutMs <= 0 || timeoutMs > 596 * 3_600_000)) {
      throw new Error(`"timeout" of ${what} must be more than zero and at most 596 hours; got ${timeoutMs / 1000} s`);
    }
    this.declaration.describe(this.name, 'asStep', {
      stepOptions: {
        ...(timeoutMs === undefined ? {} : { timeoutMs }),
        ...(onError === undefined ? {} : { onError }),
        ...(when === undefined ? {} : { when: when.map(({ _model }) => _model) }),
        ...(results === undefined ? {} : { results: [...results] }),
        ...(resultsLimit === undefined ? {} : { resultsLimit }),
      },
    });
    return this;
  }

  /**
   * Declares that the image of this container has the waiter, so that nothing must be installed.
   *
   * @param path absolute path of the waiter in the image, for example `/startgate`
   * @returns this container
   * @throws if the path is not absolute, or another path was declared before
   */
  public waiterPath(path: string): OrderedContainer {
    requireValue(`waiterPath of ${this.place}`, path, WAITER_PATH);
    this.declaration.describe(this.name, 'waiterPath', { waiterPath: path });
    return this;
  }

  /** The name of this container in messages. */
  private get place(): string {
    return `container "${this.name}" of ${this.declaration.place}`;
  }
}

const ORDERED_CONTAINER = instanceOf('a container of its start order, such as order.container("proxy")', (value) => value instanceof OrderedContainer);

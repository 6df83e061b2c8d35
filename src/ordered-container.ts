import type { Check } from './check';
import { Condition } from './condition';
import type { DependencyOptions } from './dependency';
import { Mechanism } from './mechanism';
import { OnTimeout } from './on-timeout';
import { CHECK } from './private/check-option';
import type { OrderDeclaration } from './private/construct/order-declaration';
import {
  command as commandRule, DURATION, FLAG, instanceOf, memberOf, type OptionRules, requireOptions, requireValue, text,
} from './private/option';
import { STEP_OPTIONS } from './private/step-option';
import type { StepOptions } from './step';

const DEPENDENCY_OPTIONS: OptionRules<DependencyOptions> = {
  condition: memberOf('Condition', Condition),
  timeout: DURATION,
  onTimeout: memberOf('OnTimeout', OnTimeout),
  mechanism: memberOf('Mechanism', Mechanism),
  regate: FLAG,
  optional: FLAG,
};
const COMMAND = commandRule('["/bin/app", "--port=8080"]');
const WAITER_PATH = text('an absolute path such as "/startgate"', /^\/[\x21-\x7e]+$/u);

/**
 * A container in a start order, known by its name. It is declared whether the Pod has it or not;
 * synthesis reports names that don't exist.
 */
export class OrderedContainer {
  /** @internal */
  public static _of(name: string, declaration: OrderDeclaration): OrderedContainer {
    return new OrderedContainer(name, declaration);
  }

  private constructor(
    /** Name of the container in the Pod. */
    public readonly name: string,
    private readonly declaration: OrderDeclaration,
  ) {}

  /**
   * Declares how the health of this container is seen.
   *
   * Under the hood, this becomes the startup probe of a native sidecar, or a target of the waiter. It takes the place of the startup
   * probe that cdk8s-plus adds by itself for `portNumber`, and of no other: a different startup probe is an error.
   *
   * Without it the container's own probe is reused: startup, else readiness, else liveness. The kubelet dials a probe at the Pod's
   * address, the guard at localhost: a container that listens on the Pod's address alone needs a check with
   * `listensOn: ListensOn.POD_IP` under the guard.
   *
   * @param check how to see it
   * @returns this container
   * @throws if another check was declared before
   */
  public readyWhen(check: Check): OrderedContainer {
    requireValue(`readyWhen of ${this.place}`, check, CHECK);
    this.declaration.describe(this.name, 'readyWhen', { check: check._model });
    return this;
  }

  /**
   * Declares that this container starts only when another one of the same Pod fulfils a condition.
   *
   * @param other the container to wait for
   * @param options condition, timeout, what to do on timeout, mechanism
   * @returns this container
   * @throws if `other` is this container, belongs to another order, or the same dependency was declared differently before;
   * if the timeout is zero; if an option is misspelt or has a wrong type
   */
  public dependsOn(other: OrderedContainer, options: DependencyOptions = {}): OrderedContainer {
    requireValue(`the dependency of ${this.place}`, other, ORDERED_CONTAINER);
    if (other.declaration !== this.declaration) {
      throw new Error(`container "${this.name}" can't depend on container "${other.name}" of another Pod; use containers of the same StartOrder`);
    }
    const { timeout, ...rest } = requireOptions(this.declaration.edgeText(this.name, other.name), options, DEPENDENCY_OPTIONS);
    this.declaration.depend(this.name, other.name, timeout === undefined ? rest : { ...rest, timeoutMs: timeout.toMilliseconds() });
    return this;
  }

  /**
   * Declares what the image of this container would run, for the guard: where the manifest has no `command`, this
   * takes its place. Give the image's ENTRYPOINT, followed by its CMD if the manifest has no `args` either.
   *
   * @param command program and arguments
   * @returns this container
   * @throws if it is empty, or another one was declared before
   */
  public imageEntrypoint(command: string[]): OrderedContainer {
    requireValue(`imageEntrypoint of ${this.place}`, command, COMMAND);
    this.declaration.describe(this.name, 'imageEntrypoint', { entrypoint: [...command] });
    return this;
  }

  /**
   * Declares that this container lives as a sidecar: for as long as the application, never longer.
   *
   * Under the hood, it becomes a native sidecar where the cluster knows them (Kubernetes 1.29), whatever the mechanism; before
   * that, in a Pod that ends, a guard stops it when the other containers have ended.
   *
   * @returns this container
   */
  public asSidecar(): OrderedContainer {
    this.declaration.describe(this.name, 'asSidecar', { sidecar: true });
    return this;
  }

  /**
   * Declares how this container runs as a step. Its place in the row is said by `StartOrder.steps`, without which synthesis
   * fails.
   *
   * @param options timeout, what happens when it fails, conditions, results
   * @returns this container
   * @throws if an option is misspelt, has a wrong type or value, or another one was declared before
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
   * Declares that the image of this container carries the waiter, so that nothing has to be installed for it.
   *
   * @param path absolute path of the program in the image, for example `/startgate`
   * @returns this container
   * @throws if the path is not absolute, or another one was declared before
   */
  public waiterPath(path: string): OrderedContainer {
    requireValue(`waiterPath of ${this.place}`, path, WAITER_PATH);
    this.declaration.describe(this.name, 'waiterPath', { waiterPath: path });
    return this;
  }

  /** This container as messages name it. */
  private get place(): string {
    return `container "${this.name}" of ${this.declaration.place}`;
  }
}

const ORDERED_CONTAINER = instanceOf('a container of its start order, such as order.container("proxy")', (value) => value instanceof OrderedContainer);

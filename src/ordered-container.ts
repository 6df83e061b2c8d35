import type { Check } from './check';
import { Condition } from './condition';
import type { DependencyOptions } from './dependency';
import { Mechanism } from './mechanism';
import { OnTimeout } from './on-timeout';
import type { OrderDeclaration } from './private/construct/order-declaration';
import { DURATION, FLAG, memberOf, type OptionRules, requireOptions, valueText } from './private/option';
import { requireLabel } from './private/step-names';
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
    if (!(other instanceof OrderedContainer)) {
      throw new Error(`container "${this.name}" of ${this.declaration.place} can only depend on a container of its start order, such as order.container("proxy"); got ${valueText(other)}`);
    }
    if (other.declaration !== this.declaration) {
      throw new Error(`container "${this.name}" can't depend on container "${other.name}" of another Pod; take both from the same StartOrder`);
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
    if (command.length === 0) throw new Error(`imageEntrypoint of container "${this.name}" must hold a program; got []`);
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
   * Declares how this container runs as a step. Its place in the row is said by `StartOrder.steps`.
   *
   * @param options timeout, what happens when it fails, conditions, results
   * @returns this container
   * @throws if an option is misspelt, has a wrong type or value, or another one was declared before
   */
  public asStep(options: StepOptions = {}): OrderedContainer {
    const what = `step "${this.name}" of ${this.declaration.place}`;
    requireOptions(what, options, STEP_OPTIONS);
    const { timeout, onError, when, results, resultsLimit } = options;
    const timeoutMs = timeout?.toMilliseconds();
    if (timeoutMs !== undefined && (timeoutMs <= 0 || timeoutMs > 596 * 3_600_000)) {
      throw new Error(`"timeout" of ${what} must be more than zero and at most 596 hours; got ${timeoutMs / 1000} s`);
    }
    if (resultsLimit !== undefined && !(Number.isInteger(resultsLimit) && resultsLimit >= 1 && resultsLimit <= 65536)) {
      throw new Error(`"resultsLimit" of ${what} must be a whole number from 1 to 65536; got ${resultsLimit}`);
    }
    for (const result of results ?? []) requireLabel(`the name of a result of ${what}`, result);
    this.declaration.describe(this.name, 'asStep', {
      step: true,
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
    if (!/^\/[\x21-\x7e]+$/.test(path)) {
      throw new Error(`waiterPath of container "${this.name}" must be an absolute path such as "/startgate"; got "${path}"`);
    }
    this.declaration.describe(this.name, 'waiterPath', { waiterPath: path });
    return this;
  }
}

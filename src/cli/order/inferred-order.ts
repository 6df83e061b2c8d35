import { probeBudgetSeconds } from '../../private/check-probe';
import type { ExplainedGate } from '../../private/explanation/explanation-model';
import { openForHook } from '../../private/explanation/mechanism-facts';
import { hookCost, type Phase, phaseCosts } from '../../private/explanation/start-costs';
import { targetMinor } from '../../private/kubernetes-version';
import type { Container, Probe } from '../../private/manifest';
import type { CheckModel, ContainerModel, EdgeModel } from '../../private/model';
import { isResolved, resolveCheck } from '../../private/resolved-check';
import { recognize } from '../recognize/index';
import type { Recognized, Target } from '../recognize/recognized';
import { hookOf } from './hook';
import { gateOfTool } from './known-gate';
import { gateKey, type OrderInput, type PlacedFinding } from './order-input';
import { checkOfTarget } from './target';
import { ownerOf } from './target-owner';
import type { Workload } from './workload';

/**
 * The order of a manifest without a declaration, as the kubelet and the tools in the Pod keep it. An init container ends
 * before the next one starts. A native sidecar passes its startup probe, or is started without one. A postStart hook
 * that waits delays the later containers. A command that waits delays its own container.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
 */
export function inferredOrder({ template }: Workload, kubernetesVersion: string | undefined): OrderInput {
  return new Inference(template.spec.initContainers ?? [], template.spec.containers ?? []).run(template, kubernetesVersion);
}

/** A gate that delays all later containers. */
interface Barrier {
  readonly name: string;
  readonly edge: Omit<EdgeModel, 'dependent' | 'dependency'>;
  /** The facts about the gate to each dependent. */
  readonly gate?: (dependent: string) => ExplainedGate;
}

class Inference {
  private readonly edges: EdgeModel[] = [];
  private readonly known = new Map<string, () => ExplainedGate>();
  private readonly more: (() => ExplainedGate)[] = [];
  private readonly notes = new Map<string, string[]>();
  private readonly findings: PlacedFinding[] = [];
  private readonly declared = new Map<string, ContainerModel>();
  private readonly hooked: string[] = [];
  private readonly init: readonly Container[];
  private readonly regular: readonly Container[];

  constructor(initContainers: readonly Container[], containers: readonly Container[]) {
    // another rule reports a duplicate name: the first one counts here
    const seen = new Set<string>();
    const first = ({ name }: Container): boolean => !seen.has(name) && seen.add(name).has(name);
    this.init = initContainers.filter(first);
    this.regular = containers.filter(first);
  }

  run(template: OrderInput['template'], kubernetesVersion: string | undefined): OrderInput {
    let barrier: Barrier | undefined;
    for (const container of this.init) {
      if (barrier !== undefined) this.wait(container.name, barrier);
      barrier = this.initBarrier(container);
      this.ofCommand(container);
    }
    let hook: Barrier | undefined;
    this.regular.forEach((container, index) => {
      if (barrier !== undefined) this.wait(container.name, barrier);
      if (hook !== undefined) this.wait(container.name, hook);
      hook = this.hookBarrier(container, index === this.regular.length - 1) ?? hook;
      this.ofCommand(container);
      if (container.restartPolicy === 'Always') {
        this.note(container, 'restartPolicy: Always has no effect here: it makes a native sidecar only in initContainers');
      }
    });
    const version = kubernetesVersion === undefined ? {} : { kubernetesVersion };
    // a manifest that the library has not rendered has no probe for its guards
    const order = { ...version, readiness: false, containers: this.declared, edges: this.edges, sidecars: [] };
    return {
      origin: 'inferred', template, known: this.known, more: this.more, notes: this.notes, findings: this.findings,
      costs: [...phaseCosts(this.init.map(phaseOf), targetMinor(order)), ...hookCost(this.hooked)],
      order,
    };
  }

  private wait(dependent: string, { name, edge, gate }: Barrier): void {
    this.edges.push({ dependent, dependency: name, ...edge });
    if (gate !== undefined) this.known.set(gateKey(dependent, name, edge.mechanism), () => gate(dependent));
  }

  private note({ name }: Container, ...texts: string[]): void {
    this.notes.set(name, [...this.notes.get(name) ?? [], ...texts]);
  }

  /** Only a startup probe has a timeout for the kubelet. */
  private initBarrier(container: Container): Barrier {
    const { name, restartPolicy, startupProbe } = container;
    if (restartPolicy !== 'Always') return { name, edge: { condition: 'succeeded', onTimeout: 'block' } };
    if (startupProbe !== undefined && looks(startupProbe)) {
      const seconds = probeBudgetSeconds(startupProbe);
      const until = seconds === Infinity ? { onTimeout: 'block' } as const : { timeoutMs: seconds * 1000 };
      return { name, edge: { condition: 'healthy', mechanism: 'native', ...until } };
    }
    const edge = { condition: 'started', mechanism: 'native', onTimeout: 'block' } as const;
    const hook = hookOf(container);
    if (hook.kind !== 'waiter') {
      this.note(container, 'it has no startupProbe: later containers are created when it has started, ready or not');
      if (hook.kind === 'none') return { name, edge };
      this.ofHook(container, hook);
      return { name, edge };
    }
    this.hooked.push(name);
    const { recognized } = hook;
    this.findings.push({
      id: 'hook-forgotten', severity: 'warning', container: name, field: 'lifecycle.postStart',
      message: `later containers wait for the postStart hook of the native sidecar "${name}" (${recognized.tool}), but after a kubelet restart they start at once`,
      cure: 'add a startupProbe with the same check',
    });
    return { name, edge, gate: (dependent) => gateOfTool('native-hook', dependent, name, recognized, targetOf(recognized)) };
  }

  /** The kubelet creates the next container when the hook of this container has finished. */
  private hookBarrier(container: Container, last: boolean): Barrier | undefined {
    const { name } = container;
    const hook = hookOf(container);
    if (hook.kind === 'none') return undefined;
    if (hook.kind !== 'waiter') {
      this.ofHook(container, hook);
      return undefined;
    }
    if (last) {
      this.note(container, `its postStart hook waits (${hook.recognized.tool}), but no container comes after it`);
      return undefined;
    }
    this.hooked.push(name);
    const { recognized } = hook;
    const target = targetOf(recognized);
    this.declare(name, checkOfTarget(target.text) ?? { kind: 'command', command: [recognized.tool] });
    return {
      name,
      edge: { condition: 'healthy', mechanism: 'post-start', ...clockOf(recognized) },
      gate: (dependent) => gateOfTool('hook', dependent, name, recognized, target),
    };
  }

  /** A hook that is no gate, or no reliable one. */
  private ofHook(container: Container, hook: ReturnType<typeof hookOf>): void {
    const { name } = container;
    switch (hook.kind) {
      case 'request':
        this.note(container, `its postStart hook is an ${hook.text}, which is no gate: the kubelet accepts any answer`);
        this.findings.push({
          id: 'hook-is-no-gate', severity: 'info', container: name, field: 'lifecycle.postStart',
          message: `the postStart hook of "${name}" is an ${hook.text}, which delays nothing: the kubelet accepts any answer, even a 503`,
          cure: 'if the hook must be a gate, make the container a native sidecar with a startupProbe',
        });
        break;
      case 'sleep':
        this.note(container, `its postStart hook sleeps ${hook.text}: later containers are created then, ready or not`);
        this.findings.push({
          id: 'sleep-is-no-check', severity: 'info', container: name, field: 'lifecycle.postStart',
          message: `the postStart hook of "${name}" sleeps ${hook.text}: later containers are created then, even if "${name}" is not ready`,
          cure: 'make the container a native sidecar with a startupProbe',
        });
        break;
      case 'command':
        this.note(container, `its postStart hook runs ${hook.text}: later containers are created when it finishes; what it waits for is unknown`);
        break;
      default: break;
    }
  }

  /** A command that waits before it runs its real program. */
  private ofCommand(container: Container): void {
    const recognized = recognize([...container.command ?? [], ...container.args ?? []], container);
    for (const target of recognized?.targets ?? []) this.guard(container, recognized!, target);
  }

  private guard(container: Container, recognized: Recognized, target: Target): void {
    if (recognized.onTimeout === 'continue') this.goesOn(container, recognized, target);
    const owner = ownerOf(target, container, [...this.init, ...this.regular]);
    const gate = (): ExplainedGate => {
      const known = gateOfTool('command', container.name, owner?.name ?? target.text, recognized, target);
      return container.lifecycle?.postStart === undefined ? known : { ...known, ...openForHook(known, container.name) };
    };
    const plain = owner !== undefined && this.init.includes(owner) && owner.restartPolicy !== 'Always';
    if (owner === undefined || plain) {
      this.more.push(() => ({ ...gate(), dependency: target.text, outside: true }));
      return;
    }
    // the gate of the tool replaces the weaker condition `started`
    const between = (edge: EdgeModel): boolean => edge.dependent === container.name && edge.dependency === owner.name;
    const index = this.edges.findIndex((edge) => between(edge) && edge.condition === 'started');
    if (index >= 0) this.edges.splice(index, 1);
    if (this.edges.some((edge) => between(edge) && edge.mechanism === 'guard')) return;
    const { condition } = target;
    this.edges.push({ dependent: container.name, dependency: owner.name, condition, mechanism: 'guard', ...clockOf(recognized) });
    const byCommand = { kind: 'command', command: [recognized.tool, target.text] } as const;
    const check = checkOfTarget(target.text) ?? (target.text === owner.name ? undefined : byCommand);
    // if the container has a probe of its own, the probe stays the check
    if (condition === 'healthy' && check !== undefined && !isResolved(resolveCheck(owner, undefined))) this.declare(owner.name, check);
    this.known.set(gateKey(container.name, owner.name, 'guard'), gate);
  }

  private goesOn({ name }: Container, { tool, timeoutSeconds }: Recognized, { text }: Target): void {
    this.findings.push({
      id: 'waiter-goes-on', severity: 'warning', container: name,
      message: `"${name}" waits for ${text} with ${tool}, but starts anyway when ${timeoutSeconds === undefined ? 'that fails' : `${timeoutSeconds} s are over`}`,
      cure: 'make the waiter fail after the timeout, so that the kubelet restarts it: --strict of wait-for-it, && or set -e in a script',
    });
  }

  private declare(name: string, check: CheckModel): void {
    if (!this.declared.has(name)) this.declared.set(name, { name, check });
  }
}

function targetOf({ targets, tool }: Recognized): Target {
  return targets[0] ?? { text: tool, condition: 'healthy' };
}

function clockOf({ timeoutSeconds, onTimeout }: Recognized): Pick<EdgeModel, 'timeoutMs' | 'onTimeout'> {
  return timeoutSeconds === undefined ? { onTimeout: 'block' } : { timeoutMs: timeoutSeconds * 1000, onTimeout };
}

function phaseOf({ name, restartPolicy, startupProbe }: Container): Phase {
  if (restartPolicy !== 'Always') return { name, until: 'ended' };
  return { name, until: startupProbe !== undefined && looks(startupProbe) ? 'own probe' : 'started' };
}

function looks({ httpGet, tcpSocket, grpc, exec }: Probe): boolean {
  return (httpGet ?? tcpSocket ?? grpc ?? exec) !== undefined;
}

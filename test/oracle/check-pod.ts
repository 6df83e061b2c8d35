import type { DeclaredDependency, DrawnPod } from './draw-pod';
import { compilePod, type CompiledPod } from './model/compile';
import { Judge, type Dependency, type Early } from './model/judge';
import { needlessOvertakings } from './model/kept-order';
import { Kubelet } from './model/kubelet';
import { endpointPort } from './model/services';
import { invalidities } from './model/valid-pod';
import { excuseOf, type Findings, readExplain } from './findings';
import { renderPod, type Rendered } from './render';
import { faultyPod, singleFaults, strikeOf, type Fault, type FaultKind } from './single-faults';

/** What was seen of a Pod and must not be, where nothing that the library says speaks of it. */
export interface Violation {
  readonly kind: 'early' | 'hook early' | 'never starts' | 'never ends' | 'overtakes' | 'service lost' | 'invalid';
  readonly fault: FaultKind;
  readonly mechanism?: string;
  readonly edge?: Dependency;
  /** Of which it is seen; a finding that excuses it names one of them. */
  readonly containers: readonly string[];
  readonly text: string;
}

/** What is the same fault of the library, whatever the Pod. */
export function classOf({ kind, fault, mechanism, edge }: Violation): string {
  return [kind, ...(edge === undefined ? [] : [edge.condition, mechanism, fault])].join(', ');
}

export interface Checked {
  /** Undefined: the library took it. */
  readonly refused?: string;
  readonly plays: number;
  /** Seen, and said by the library. */
  readonly excused: readonly Violation[];
  readonly violations: readonly Violation[];
}

/** Renders a Pod and plays it under no fault and under every single one. */
export function checkPod(drawn: DrawnPod): Checked {
  const rendered = renderPod(drawn);
  return 'refused' in rendered ? { refused: rendered.refused, plays: 0, excused: [], violations: [] } : judgeRendered(drawn, rendered);
}

/** Compares what was rendered with what was declared. */
export function judgeRendered(drawn: DrawnPod, rendered: Rendered): Checked {
  const seen = new Map<string, Violation>();
  const see = (violation: Violation): void => void seen.set(`${violation.kind} ${violation.fault} ${violation.text}`, violation);
  for (const violation of manifestViolations(drawn, rendered)) see(violation);
  const plays = playAll(drawn, rendered, dependenciesOf(drawn, rendered), see);
  let findings: Findings | undefined;
  const excused: Violation[] = [];
  const violations: Violation[] = [];
  for (const violation of seen.values()) {
    findings ??= readExplain(rendered.explain());
    (excuseOf(violation, findings) ? excused : violations).push(violation);
  }
  return { plays, excused, violations };
}

/** The declaration with its defaults, as the documentation has them. */
export function dependenciesOf(
  { dependencies, outside = [], steps = [], containers, pod }: DrawnPod, { mechanisms }: Rendered,
): Dependency[] {
  const plain = new Set((pod.initContainers ?? []).filter(
    ({ name, restartPolicy }) => restartPolicy !== 'Always' && containers.find((each) => each.name === name)?.asSidecar !== true,
  ).map(({ name }) => name));
  const rows = steps.slice(1).map((name, index): DeclaredDependency => ({
    dependent: name, dependency: steps[index]!, condition: 'succeeded',
  }));
  const far = outside.map(({ dependent, host }): Dependency => {
    const dependency = `tcp://${host}:5432`;
    return { dependent, dependency, condition: 'healthy', again: mechanisms.get(`${dependent} ${dependency}`) === 'guard', outside: true };
  });
  const near = [...dependencies, ...rows].map(({ dependent, dependency, condition, regate }) => ({
    dependent,
    dependency,
    condition: condition ?? (plain.has(dependency) ? 'succeeded' : 'healthy'),
    again: regate === true || mechanisms.get(`${dependent} ${dependency}`) === 'guard',
  }));
  return [...near, ...far];
}

function* manifestViolations(drawn: DrawnPod, { pod }: Rendered): Generator<Violation> {
  const needs = new Map<string, string[]>();
  for (const { dependent, dependency } of drawn.dependencies) needs.set(dependent, [...needs.get(dependent) ?? [], dependency]);
  const names = (list: readonly { readonly name: string }[] | undefined): string[] => (list ?? []).map(({ name }) => name);
  for (const list of ['initContainers', 'containers'] as const) {
    for (const { first, overtakes } of needlessOvertakings(names(drawn.pod[list]), names(pod[list]), needs)) {
      yield { kind: 'overtakes', fault: 'none', containers: [first, overtakes], text: `"${overtakes}" starts before "${first}"` };
    }
  }
  for (const text of invalidities(pod)) yield { kind: 'invalid', fault: 'none', containers: [], text };
  const { servicePort, minor } = drawn;
  const served = servicePort === undefined ? undefined : endpointPort(drawn.pod, servicePort, minor);
  if (served !== undefined && endpointPort(pod, servicePort!, minor) !== served) {
    yield { kind: 'service lost', fault: 'none', containers: [], text: `targetPort "${servicePort}"` };
  }
}

function playAll(drawn: DrawnPod, rendered: Rendered, dependencies: readonly Dependency[], see: (violation: Violation) => void): number {
  const programs = new Map(Object.entries(drawn.programs));
  const compileWithout = (name: string): CompiledPod => {
    const { waiterPath: _, ...program } = programs.get(name)!;
    return compilePod(rendered.pod, new Map(programs).set(name, program), drawn.minor);
  };
  const healthy = compilePod(rendered.pod, programs, drawn.minor);
  const waiters = new Set(drawn.containers.filter(({ waiterPath }) => waiterPath !== undefined).map(({ name }) => name));
  const expected = { dependencies, own: new Set(programs.keys()), ends: mustEnd(drawn) };
  // what is outside is down under every fault but one, and all the time under none
  const near = dependencies.filter(({ outside }) => outside !== true);
  const faults = singleFaults(near, waiters, momentsOf(healthy, expected, see));
  for (const fault of faults) {
    const judge = new Judge(dependencies);
    const watched = { started: judge.started, hooked: judge.hooked, ...strikeOf(fault, near) };
    new Kubelet(faultyPod(healthy, fault, compileWithout), watched).play();
    for (const early of judge.early) see(earlyViolation(early, fault, rendered));
  }
  return faults.length + 1;
}

function earlyViolation({ of, hook, continued }: Early, { kind, container }: Fault, { mechanisms }: Rendered): Violation {
  const { dependent, dependency, condition } = of;
  return {
    kind: hook ? 'hook early' : 'early',
    fault: kind,
    edge: of,
    containers: [dependent, dependency],
    mechanism: mechanisms.get(`${dependent} ${dependency}`) ?? 'none',
    text: `${hook ? 'the hook of ' : ''}"${dependent}" starts while "${dependency}" is not ${condition}${container === undefined ? '' : `, "${container}" ${kind}`}${continued ? ', its time is over' : ''}`,
  };
}

/** Without a fault every container starts; what comes between two of these starts is a moment at which a fault may strike. */
function momentsOf(
  healthy: CompiledPod,
  { dependencies, own, ends }: { dependencies: readonly Dependency[]; own: ReadonlySet<string>; ends: boolean },
  see: (violation: Violation) => void,
): number[] {
  const times: number[] = [];
  const started = (_state: unknown, { now }: { readonly now: number }): void => void times.push(now);
  // a probe with a host looks at what is not of the Pod: let that be there
  const kubelet = new Kubelet(healthy, { started, until: 400_000, elsewhereAnswers: true }).play();
  for (const { is, startedAt } of kubelet.states) {
    // of a container of ours that never starts, those behind it tell
    if (startedAt >= 0 || !own.has(is.name)) continue;
    see({ kind: 'never starts', fault: 'none', containers: needsOf(is.name, dependencies), text: `"${is.name}" never starts` });
  }
  if (ends && !kubelet.ended) see({ kind: 'never ends', fault: 'none', containers: [], text: 'the Pod never ends' });
  const moments = [...new Set(times)].sort((a, b) => a - b);
  return [...new Set(moments.map((time, index) => Math.round((time + (moments[index + 1] ?? time + 2000)) / 2)))].slice(0, 4);
}

/** A container, and all that it waits for: what keeps one of these from starting keeps the container too. */
function needsOf(name: string, dependencies: readonly Dependency[]): string[] {
  const needs = new Set([name]);
  for (const each of needs) for (const { dependent, dependency } of dependencies) if (dependent === each) needs.add(dependency);
  return [...needs];
}

/**
 * All its containers end by themselves, but those whose life is a sidecar's; none is to be started again whatever its end.
 */
function mustEnd(
  { pod: { restartPolicy = 'Always', initContainers = [], containers }, containers: declared, programs }: DrawnPod,
): boolean {
  const lasting = [...initContainers, ...containers].filter(({ name }) => programs[name]!.behaviour.endsAfter === Infinity);
  return restartPolicy !== 'Always' && containers.every(
    (container) => container.restartPolicy === undefined,
  ) && lasting.every((container) =>
    (initContainers.includes(container) && container.restartPolicy === 'Always')
      || declared.find(({ name }) => name === container.name)!.asSidecar);
}

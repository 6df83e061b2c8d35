import type { Container, PodSpec } from './manifest';

interface Resources {
  readonly limits?: Readonly<Record<string, unknown>>;
  readonly requests?: Readonly<Record<string, unknown>>;
}

/**
 * Whether Kubernetes counts a Pod as Guaranteed: every container limits CPU and memory, and requests as much or says nothing.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/
 */
export function isGuaranteed({ containers = [], initContainers = [] }: PodSpec): boolean {
  const all = [...containers, ...initContainers];
  return all.length > 0 && all.every(isGuaranteedContainer);
}

function isGuaranteedContainer({ resources }: Container): boolean {
  const { limits, requests } = (resources ?? {}) as Resources;
  return ['cpu', 'memory'].every((resource) => {
    const limit = limits?.[resource];
    const request = requests?.[resource] ?? limit;
    return limit !== undefined && (request === limit || amountOf(request) === amountOf(limit));
  });
}

const SUFFIXES: Readonly<Record<string, number>> = {
  'n': 1e-9, 'u': 1e-6, 'm': 1e-3, '': 1, 'k': 1e3, 'M': 1e6, 'G': 1e9, 'T': 1e12, 'P': 1e15, 'E': 1e18,
  'Ki': 2 ** 10, 'Mi': 2 ** 20, 'Gi': 2 ** 30, 'Ti': 2 ** 40, 'Pi': 2 ** 50, 'Ei': 2 ** 60,
};

/**
 * The amount of a quantity such as "1500m", "1.5" or "1.5e0"; NaN, which equals nothing, if it is none.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
function amountOf(quantity: unknown): number {
  const [, digits, suffix] = /^([+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)([A-Za-z]*)$/u.exec(String(quantity)) ?? [];
  // nothing finer than a nano is told apart
  return Math.round(Number(digits) * (SUFFIXES[suffix ?? ''] ?? NaN) * 1e9);
}

import type { Workload } from './workload';

const TELLS = /quitquitquit|\bkubexit\b|\blinkerd-await\b.* (?:-S|--shutdown)\b/u;

/**
 * Something in the Pod may end the serving container: a request to its /quitquitquit, `linkerd-await --shutdown`, kubexit, or a signal in
 * a shared process namespace.
 *
 * @see https://github.com/karlkfi/kubexit
 * @see https://github.com/linkerd/linkerd-await
 */
export function isToldToEnd({ template: { spec } }: Workload): boolean {
  return spec.shareProcessNamespace === true || (spec.containers ?? []).some(({ command = [], args = [], env = [] }) =>
    TELLS.test([...command, ...args].join(' ')) || env.some(isDeathDependency));
}

/** kubexit ends this container when one of the containers that it names has ended. */
export function endsByKubexit({ template: { spec } }: Workload, name: string | undefined): boolean {
  return (spec.containers ?? []).some((container) => container.name === name && (container.env ?? []).some(isDeathDependency));
}

function isDeathDependency({ name }: { readonly name: string }): boolean {
  return name === 'KUBEXIT_DEATH_DEPS';
}

import { kubernetesMinor } from '../../private/kubernetes-version';
import type { OptionSpec, Words } from '../command';
import { UsageError } from '../exit-code';

/** The option of all commands that judge manifests. */
export const KUBERNETES_VERSION: OptionSpec = { name: 'kubernetes-version', value: 'VERSION', about: 'the oldest Kubernetes version that the manifests must work on (default: the one of the order, else 1.35)' };

/** @throws UsageError */
export function kubernetesVersionOf(words: Words): string | undefined {
  const version = words.value(KUBERNETES_VERSION.name);
  if (version !== undefined && kubernetesMinor(version) === undefined) {
    throw new UsageError(`--${KUBERNETES_VERSION.name} must be a Kubernetes version, such as 1.33; got "${version}"`);
  }
  return version;
}

import type { Host } from '../host';
import type { Progress } from '../progress';
import { documentsOf } from '../read/documents';
import { inputName, inputsOf } from '../read/inputs';
import { placeText } from '../read/read-manifests';
import type { Look, Selection } from './cluster';
import { KubectlError } from './kubectl';
import { lastTimeIn, readObjects } from './snapshot';

/**
 * Pods and events that somebody has saved with `kubectl get pods,events -o json`. They are looked at from the moment at which they were
 * saved: the last time that is named in them.
 *
 * @param file a file, a folder, or `-` for stdin
 * @throws UsageError when it is missing; KubectlError when it can't be read, or holds no such Pod
 */
export async function lookAtSaved(file: string, { pod, namespace }: Selection, host: Host, progress: Progress): Promise<Look> {
  const objects: unknown[] = [];
  for (const input of inputsOf([file], host)) {
    const bytes = await input.load();
    const documents = bytes instanceof Uint8Array
      ? documentsOf(bytes, (share) => progress.at(() => `reading ${input.file}: ${Math.round(100 * share)} %`))
      : [bytes];
    for (const document of documents) {
      if ('failure' in document) throw new KubectlError(`${placeText({ file: input.file, position: document.position })}: ${document.failure}`, 'other');
      objects.push(document.value);
    }
  }
  const { pods, events } = readObjects(objects);
  const chosen = pods.filter((one) => (pod === undefined || one.name === pod) && (namespace === undefined || one.namespace === namespace));
  if (chosen.length === 0) {
    const what = pod === undefined ? 'no Pod' : `no Pod "${pod}"`;
    const where = namespace === undefined ? '' : ` in namespace "${namespace}"`;
    const others = pods.length === 0 ? 'save one with: kubectl get pods,events -o json' : `it holds ${pods.slice(0, 5).map(({ name }) => `"${name}"`).join(', ')}${pods.length > 5 ? `, and ${pods.length - 5} more` : ''}`;
    throw new KubectlError(`${inputName(file)} holds ${what}${where}; ${others}`, 'not-found');
  }
  return { snapshot: { pods: chosen, events, logs: new Map(), now: lastTimeIn(objects) ?? host.time() }, notes: [] };
}

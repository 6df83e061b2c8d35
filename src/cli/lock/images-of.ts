import type { Workload } from '../order/workload';
import { startgateWords } from '../order/startgate-words';

/** The images whose command a guard may need: no `command` is in the manifest, or the one of a guard has taken its place. */
export function imagesOf({ template: { spec } }: Workload): string[] {
  return [...spec.initContainers ?? [], ...spec.containers ?? []].flatMap(({ image, command = [] }) => {
    const needed = command.length === 0 || startgateWords(command)?.verb === 'exec';
    return needed && image !== undefined && image !== '' ? [image] : [];
  });
}

import type { Finding } from './finding';
import { ORDER_ANNOTATION } from './pod-names';
import type { PodTemplate } from './pod-template';

/**
 * What the API server takes as keys and values of all annotations of an object, in bytes.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
 */
const LARGEST = 256 * 1024;

/** The error of a Pod template that the API server would refuse with this annotation; none in every other case. */
export function annotationsTooLarge({ holder }: PodTemplate, annotation: string | undefined, dependencies: number): Finding[] {
  if (annotation === undefined) return [];
  const all = { ...holder.metadata?.annotations, [ORDER_ANNOTATION]: annotation };
  const size = Object.entries(all).reduce((sum, [key, value]) => sum + Buffer.byteLength(`${key}${value}`), 0);
  return size <= LARGEST ? [] : [{
    id: 'annotations-too-large',
    severity: 'error',
    message: `the annotations of the Pod template have ${size} bytes, ${Buffer.byteLength(annotation)} of them for the ${dependencies} dependencies in ${ORDER_ANNOTATION}; the API server accepts ${LARGEST}`,
    cure: 'remove dependencies that others imply: where "a" waits for "b" and "b" for "c", "a" need not wait for "c"; or shorten other annotations',
  }];
}

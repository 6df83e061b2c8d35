import { type OrderFinding, Severity } from '../../order-finding';
import { type Finding, formatErrors, type WorkloadFindings } from '../finding';

const SEVERITIES = { error: Severity.ERROR, warning: Severity.WARNING, info: Severity.INFO };

/**
 * What synthesis throws: all findings of the app that fail it, as a text and as data. The property is not enumerable, since Node would
 * print it below the text.
 */
export function startOrderError(workloads: readonly WorkloadFindings[]): Error {
  const value = workloads.flatMap(({ path, findings }) => findings.map((finding) => publicFinding(path, finding)));
  return Object.defineProperty(new Error(formatErrors(workloads)), 'findings', { value });
}

/** A finding as the public API has it. */
export function publicFinding(path: string, { id, severity, message, cure, container, silenced }: Finding): OrderFinding {
  return {
    rule: id,
    severity: SEVERITIES[severity],
    path,
    message,
    cure,
    ...(container === undefined ? {} : { container }),
    ...(silenced === undefined ? {} : { ignored: silenced }),
  };
}

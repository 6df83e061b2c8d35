import type { Paint } from '../colours';
import { visible } from '../printable';
import type { LocatedFinding } from './checked';
import type { CheckFormat } from './format';
import { summaryText } from './summary';

/** One finding as two lines; the first begins as editors and terminals open a file. */
export const textFormat: CheckFormat = {
  write: (findings, summary, paint) => [
    ...findings.filter(({ silenced }) => silenced === undefined).flatMap((finding) => findingLines(finding, paint)),
    summaryText(summary), '',
  ].join('\n'),
};

export function findingLines({ id, severity, message, cure, file, line, column, workload }: LocatedFinding, paint: Paint): string[] {
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  const colour = { error: paint.red, warning: paint.yellow, info: paint.blue }[severity];
  const of = workload === undefined ? '' : ` ${paint.dim(visible(`[${workload.kind} ${workload.name}]`))}`;
  return [`${paint.bold(visible(place))}: ${colour(severity)} ${id}: ${visible(message)}${of}`, `  cure: ${visible(cure)}`];
}

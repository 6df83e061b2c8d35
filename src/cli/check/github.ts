import type { LocatedFinding } from './checked';
import type { CheckFormat } from './format';
import { summaryText } from './summary';

/**
 * Commands that GitHub Actions shows beside the lines of a change.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export const githubFormat: CheckFormat = {
  write: (findings, summary) => [
    ...findings.filter(({ silenced }) => silenced === undefined).map(commandOf),
    summaryText(summary), '',
  ].join('\n'),
};

function commandOf({ id, severity, message, cure, file, line, column }: LocatedFinding): string {
  const level = { error: 'error', warning: 'warning', info: 'notice' }[severity];
  const place = line === undefined ? '' : `,line=${line},col=${column ?? 1}`;
  return `::${level} file=${property(file)}${place},title=${property(id)}::${escaped(`${message}\ncure: ${cure}`)}`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

import type { CheckModel, SingleCheck } from './model';

/** The checks that must all hold; a check that is no `all` is the only one. */
export function partsOf(check: CheckModel): readonly SingleCheck[] {
  return check.kind === 'all' ? check.checks : [check];
}

/** Checks that must all hold, as one. */
export function allOf(checks: readonly SingleCheck[]): CheckModel {
  return checks.length === 1 ? checks[0]! : { kind: 'all', checks };
}

/** The same change to each part. */
export function eachPart(check: CheckModel, change: (part: SingleCheck) => SingleCheck): CheckModel {
  return allOf(partsOf(check).map(change));
}

/** The ports of a check whose ports are numbers. */
export function portsOf(check: CheckModel): number[] {
  return partsOf(check).flatMap((part) => ('port' in part && typeof part.port === 'number' ? [part.port] : []));
}

/** Two containers that the manifest has in one order and the rendered Pod in the other. */
export interface Overtaking {
  readonly first: string;
  /** It starts before `first` now. */
  readonly overtakes: string;
}

/**
 * What changed places without need. A container moves back behind what it depends on, and past what stands between: nothing else
 * has a reason to move.
 *
 * @param before names in the order of the manifest
 * @param after names as rendered; others may be among them
 * @param needs what each depends on, by declaration
 */
export function needlessOvertakings(
  before: readonly string[], after: readonly string[], needs: ReadonlyMap<string, readonly string[]>,
): Overtaking[] {
  const place = new Map(after.map((name, index) => [name, index]));
  const kept = before.filter((name) => place.has(name));
  return kept.flatMap((first, index) => {
    const overtaking = kept.slice(index + 1).filter((name) => place.get(name)! < place.get(first)!);
    if (overtaking.length === 0) return [];
    const needed = closure(first, needs);
    // it may have to go as far back as the last that it needs
    const back = kept.findLastIndex((name) => needed.has(name));
    return overtaking.filter((name) => kept.indexOf(name) > back).map((overtakes) => ({ first, overtakes }));
  });
}

function closure(from: string, needs: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>();
  const open = [...needs.get(from) ?? []];
  for (const name of open) {
    if (reached.has(name)) continue;
    reached.add(name);
    open.push(...needs.get(name) ?? []);
  }
  return reached;
}

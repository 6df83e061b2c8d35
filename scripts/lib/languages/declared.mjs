/**
 * What an example takes as given: `declare const web: kplus.Deployment;`.
 *
 * @typedef {{ name: string, type: string }} Declared
 * @param {string} code in TypeScript
 * @returns {Declared[]}
 */
export function declaredIn(code) {
  return [...code.matchAll(/^declare const (?<name>\w+): (?:kplus\.)?(?<type>\w+);$/gmu)]
    .map(({ groups = {} }) => ({ name: groups.name ?? '', type: groups.type ?? '' }));
}

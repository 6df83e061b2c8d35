/**
 * What is measured of each subject, turn by turn, by subject. Who goes first changes, so that none always finds the machine warm.
 *
 * @template S, T
 * @param {readonly S[]} subjects
 * @param {number} turns
 * @param {(subject: S, turn: number) => T | Promise<T>} measure
 * @returns {Promise<T[][]>}
 */
export async function inTurns(subjects, turns, measure) {
  /** @type {T[][]} */
  const measured = subjects.map(() => []);
  for (let turn = 0; turn < turns; turn++) {
    for (let place = 0; place < subjects.length; place++) {
      const index = (turn + place) % subjects.length;
      measured[index]?.push(await measure(/** @type {S} */ (subjects[index]), turn));
    }
  }
  return measured;
}

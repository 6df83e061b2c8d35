/**
 * @param {readonly number[]} values at least one
 */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/**
 * Between these two of the values the median of all that could be measured lies, at 95 %. They are chosen by their places alone, so that
 * no distribution is supposed: how many values are below the median is binomial.
 *
 * @param {readonly number[]} values at least six; fewer don't bound it so
 * @returns {readonly [number, number]}
 */
export function medianBounds(values) {
  const { length } = values;
  const sorted = [...values].sort((a, b) => a - b);
  let place = -1;
  let probability = 2 ** -length;
  for (let below = 0, sum = probability; sum <= 0.025; sum += probability) {
    place = below++;
    probability *= (length - below + 1) / below;
  }
  if (place < 0) throw new Error(`the bounds of a median need at least 6 values; got ${length}`);
  return [sorted[place], sorted[length - 1 - place]];
}

import type { PicturedVerdict } from './model';
import { element } from './xml';

export const DOOR = { width: 10, height: 16 } as const;

/**
 * A gate: a shut door if no fault opens the gate, a door ajar if a fault can, an empty frame if the gate delays no container.
 * `x` and `y` are the centre.
 */
export function door(x: number, y: number, verdict: PicturedVerdict): string {
  const { width, height } = DOOR;
  const [left, top, bottom] = [x - width / 2, y - height / 2, y + height / 2];
  const frame = element('rect', { class: 'frame', x: left, y: top, width, height, rx: 1 });
  if (verdict === 'none' || verdict === 'rejected') return element('g', { class: verdict }, frame);
  if (verdict === 'closed') {
    const leaf = element('rect', { class: 'leaf', x: left + 1.5, y: top + 1.5, width: width - 3, height: height - 1.5 });
    return element('g', { class: 'closed' }, frame, leaf, element('circle', { class: 'knob', cx: x + 2, cy: y + 1, r: 1 }));
  }
  // the leaf is on the left side, half open
  const leaf = `M${left + 1} ${top + 1}L${left + 5} ${top + 4}V${bottom + 2.5}L${left + 1} ${bottom}Z`;
  return element('g', { class: 'open' }, frame, element('path', { class: 'leaf', d: leaf }));
}

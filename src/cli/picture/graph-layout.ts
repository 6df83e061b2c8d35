import { Graph, layout } from '@dagrejs/dagre';
import { DOOR } from './door';
import type { PicturedGate, PicturedWorkload } from './model';

/** Where the arrows run. */
export type Direction = 'right' | 'down';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The places of all parts: boxes by their centre, arrows by their points. */
export interface GraphLayout extends Size {
  /** The arrows run to the right, or down. */
  readonly runs: Direction;
  readonly boxes: ReadonlyMap<string, Point & Size>;
  readonly arrows: readonly Arrow[];
}

export interface Arrow {
  readonly gate: PicturedGate;
  readonly points: readonly Point[];
  readonly door: Point;
  /** The place of the label, by its centre. */
  readonly words: Point & Size;
}

/** The largest width of a graph to the right. A wider graph runs down, if that is narrower. */
const WIDEST = 860;

/** Lays a graph out from left to right, or from top to bottom if the first layout is too wide to read. */
export function layOut(
  workload: PicturedWorkload, boxSize: (name: string) => Size, labelSize: (gate: PicturedGate, runs: Direction) => Size,
): GraphLayout {
  const right = layOutTo('right', workload, boxSize, labelSize);
  if (right.width <= WIDEST) return right;
  const down = layOutTo('down', workload, boxSize, labelSize);
  if (down.width >= right.width) return right;
  return down.width <= WIDEST ? down : leaningLeft(down, layOutTo('down', workload, boxSize, labelSize, 'UL'));
}

/** A graph that needs horizontal scrolling begins on the left, like the timeline, if that costs little space. */
function leaningLeft(centred: GraphLayout, left: GraphLayout): GraphLayout {
  return left.width <= centred.width * 1.2 ? left : centred;
}

function layOutTo(
  runs: Direction, { containers, gates }: PicturedWorkload,
  boxSize: (name: string) => Size, labelSize: (gate: PicturedGate, runs: Direction) => Size, align?: 'UL',
): GraphLayout {
  const graph = new Graph({ directed: true, multigraph: true });
  const right = runs === 'right';
  const spaces = right ? { nodesep: 18, edgesep: 14, ranksep: 26 } : { nodesep: 28, edgesep: 14, ranksep: 22 };
  graph.setGraph({ rankdir: right ? 'LR' : 'TB', ...spaces, marginx: 0, marginy: 0, ...(align === undefined ? {} : { align }) });
  const known = new Set(containers.map(({ name }) => name));
  for (const name of known) graph.setNode(name, { ...boxSize(name) });
  const drawn = gates.filter(({ dependency, dependent }) => known.has(dependency) && known.has(dependent) && dependency !== dependent);
  // an arrow that runs down has its label on the right, so the arrow can be straight
  const labelpos = right ? 'c' : 'r';
  drawn.forEach((gate, index) => {
    const label = { ...labelSize(gate, runs), labelpos, labeloffset: DOOR.width / 2 };
    graph.setEdge(gate.dependency, gate.dependent, label, String(index));
  });
  layout(graph);
  const boxes = new Map([...known].map((name) => [name, graph.node(name) as Point & Size]));
  const arrows = drawn.map((gate, index): Arrow => {
    const edge = graph.edge(gate.dependency, gate.dependent, String(index)) as Point & Size & { readonly points: readonly Point[] };
    const left = edge.x - edge.width / 2;
    return {
      gate,
      points: edge.points,
      door: { x: right ? left + DOOR.width / 2 : left - DOOR.width / 2, y: edge.y },
      words: { x: edge.x, y: edge.y, width: edge.width, height: edge.height },
    };
  });
  const { width, height } = graph.graph() as Size;
  return { runs, width, height, boxes, arrows };
}

import DOMPurify from 'dompurify';
import mermaid from 'mermaid';

/** A flowchart as Mermaid reads it. */
export interface ReadFlowchart {
  /** Labels of nodes, by id. */
  readonly nodes: Readonly<Record<string, string>>;
  /** `a -> b: label`, dotted ones `a ..> b: label`. */
  readonly edges: readonly string[];
  /** Ids of the nodes in each subgraph, by its title. */
  readonly subgraphs: Readonly<Record<string, readonly string[]>>;
}

interface FlowDatabase {
  getVertices(): Map<string, { text?: string }>;
  getEdges(): { start: string; end: string; text: string; stroke: string }[];
  getSubGraphs(): { title: string; nodes: string[] }[];
}

// What cleans labels before they are drawn needs a browser. The parser does not.
const cleaner = DOMPurify as unknown as { addHook?: unknown; sanitize?: unknown };
cleaner.addHook ??= () => undefined;
cleaner.sanitize ??= (text: string) => text;

/**
 * Reads a text with the parser of Mermaid itself.
 *
 * @throws where Mermaid would show an error in place of the picture
 */
export async function readFlowchart(text: string): Promise<ReadFlowchart> {
  await mermaid.parse(text);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- parse tells that a text is right, and not what was read
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text) as unknown as { db: FlowDatabase };
  return {
    nodes: Object.fromEntries([...db.getVertices()].map(([id, node]) => [id, decoded(node.text ?? '')])),
    edges: db.getEdges().map((edge) => `${edge.start} ${edge.stroke === 'dotted' ? '..>' : '->'} ${edge.end}: ${decoded(edge.text)}`),
    subgraphs: Object.fromEntries(db.getSubGraphs().map(({ title, nodes }) => [decoded(title), [...nodes].sort()])),
  };
}

/** Mermaid keeps `#34;` in a form of its own until it draws. */
function decoded(text: string): string {
  return text.replace(/ﬂ°°(\d+)¶ß/gu, (_entity, code: string) => String.fromCodePoint(Number(code)));
}

import type { Plan } from './plan';

/**
 * A start order as a flowchart: an arrow runs from what must come first to what waits for it.
 *
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function mermaidOf(plan: Plan): string {
  const nodes = plan.graph.nodes;
  // Names such as "end" or "o" mean something to Mermaid: a node gets a number, and the name as its label.
  const ids = new Map(nodes.map((name, index) => [name, `c${index}`]));
  return [
    'flowchart LR',
    ...nodes.map((name) => `  ${ids.get(name)!}["${labelText(name)}"]`),
    ...plan.edges.map(({ dependency, dependent, condition, mechanism }) =>
      `  ${ids.get(dependency)!} -->|"${condition}, ${mechanism}"| ${ids.get(dependent)!}`),
  ].join('\n');
}

/** A manifest may hold any name; quotes, ampersands and angle brackets would end or change the label. */
function labelText(name: string): string {
  return name.replace(/[^\w.-]/gu, (character) => `#${character.codePointAt(0)!};`);
}

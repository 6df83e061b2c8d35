import type { Explanation, ExplainedGate } from './explanation';

/**
 * A start order as a flowchart: an arrow runs from what must come first to what waits for it, dotted where a fault can open the
 * gate. What is outside of the Pod is a rounded box.
 *
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function mermaidOf({ containers, gates }: Explanation): string {
  // Names such as "end" or "o" mean something to Mermaid: a node gets a number, and the name as its label.
  const ids = new Map(containers.map(({ name }, index) => [name, `c${index}`]));
  const shown = gates.filter(({ verdict }) => verdict !== 'none');
  const outside = [...new Set(shown.filter((gate) => gate.outside).map(({ dependency }) => dependency))];
  const outsideIds = new Map(outside.map((target, index) => [target, `o${index}`]));
  return [
    'flowchart LR',
    ...containers.map(({ name }) => `  ${ids.get(name)!}["${labelText(name)}"]`),
    ...outside.map((target) => `  ${outsideIds.get(target)!}(["${labelText(target)}"])`),
    ...shown.map((gate) => `  ${(gate.outside ? outsideIds : ids).get(gate.dependency)!} ${arrowOf(gate)} ${ids.get(gate.dependent)!}`),
  ].join('\n');
}

function arrowOf({ verdict, condition, mechanism }: ExplainedGate): string {
  return `${verdict === 'closed' ? '-->' : '-.->'}|"${condition}, ${mechanism}"|`;
}

/** A manifest may hold any name; quotes, ampersands and angle brackets would end or change the label. */
function labelText(name: string): string {
  return name.replace(/[^\w.-]/gu, (character) => `#${character.codePointAt(0)!};`);
}

import type { Explanation, ExplainedGate } from './explanation-model';

/**
 * The limits of Mermaid's default configuration, which a diagram can't change.
 *
 * @see https://mermaid.js.org/config/schema-docs/config.html
 */
const MOST_ARROWS = 500;

/**
 * Start orders as one flowchart: an arrow runs from a dependency to its dependent, dotted if a fault can open the
 * gate. A target outside of the Pod is a rounded box. Each of several workloads gets a frame.
 *
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function mermaidOf(explanations: readonly Explanation[]): string {
  const arrows = explanations.reduce((count, { gates }) => count + gates.filter(isShown).length, 0);
  return [
    ...(arrows > MOST_ARROWS ? [`%% ${arrows} arrows: Mermaid draws ${MOST_ARROWS} unless its configuration raises maxEdges`] : []),
    'flowchart LR',
    ...explanations.flatMap((explanation, index) => (explanations.length === 1 ? chartOf(explanation) : frameOf(explanation, `w${index}`))),
  ].join('\n');
}

function frameOf(explanation: Explanation, id: string): string[] {
  const { kind, name } = explanation;
  const { boxes, outside, arrows } = partsOf(explanation, id);
  return [
    `  subgraph ${id}["${labelText(`${kind} ${name}`)}"]`,
    ...[...boxes, ...arrows.inside].map((line) => `  ${line}`),
    '  end',
    ...outside, ...arrows.across,
  ];
}

function chartOf(explanation: Explanation): string[] {
  const { boxes, outside, arrows } = partsOf(explanation, '');
  return [...boxes, ...outside, ...arrows.inside, ...arrows.across];
}

interface Parts {
  readonly boxes: readonly string[];
  readonly outside: readonly string[];
  readonly arrows: { readonly inside: readonly string[]; readonly across: readonly string[] };
}

/** Names such as "end" or "o" have a meaning in Mermaid: a node gets a number, and the name as its label. */
function partsOf({ containers, gates }: Explanation, prefix: string): Parts {
  const ids = new Map(containers.map(({ name }, index) => [name, `${prefix}c${index}`]));
  const shown = gates.filter(isShown);
  const targets = [...new Set(shown.filter((gate) => gate.outside).map(({ dependency }) => dependency))];
  const targetIds = new Map(targets.map((target, index) => [target, `${prefix}o${index}`]));
  const arrow = (gate: ExplainedGate): string => `  ${(gate.outside ? targetIds : ids).get(gate.dependency)!} ${arrowOf(gate)} ${ids.get(gate.dependent)!}`;
  return {
    boxes: containers.map(({ name }) => `  ${ids.get(name)!}["${labelText(name)}"]`),
    outside: targets.map((target) => `  ${targetIds.get(target)!}(["${labelText(target)}"])`),
    arrows: { inside: shown.filter((gate) => !gate.outside).map(arrow), across: shown.filter((gate) => gate.outside).map(arrow) },
  };
}

/** A gate with the verdict `none` is left out. */
function isShown({ verdict }: ExplainedGate): boolean {
  return verdict !== 'none';
}

function arrowOf({ verdict, condition, mechanism }: ExplainedGate): string {
  return `${verdict === 'closed' ? '-->' : '-.->'}|"${condition}, ${mechanism}"|`;
}

/** A manifest may hold any name; quotes, ampersands and angle brackets would end or change the label. */
function labelText(name: string): string {
  return name.replace(/[^\w .-]/gu, (character) => `#${character.codePointAt(0)!};`);
}

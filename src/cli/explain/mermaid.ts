import { mermaidOf } from '../../private/explanation/mermaid';
import { visible } from '../printable';
import type { ExplainFormat } from './format';

/** One diagram, however many workloads there are. */
export const mermaidFormat: ExplainFormat = {
  write: (workloads) => {
    const [only, ...more] = workloads;
    const title = only !== undefined && more.length === 0 ? `%% ${visible(`${only.kind} ${only.name}`)}\n` : '';
    return `${title}${mermaidOf(workloads)}\n`;
  },
};

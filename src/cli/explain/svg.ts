import { picturedWorkload } from '../picture/from-explanation';
import { svgOf } from '../picture/svg';
import type { ExplainFormat } from './format';

export const svgFormat: ExplainFormat = { write: (workloads, _manifests, drawn) => svgOf(workloads.map(picturedWorkload), drawn) };

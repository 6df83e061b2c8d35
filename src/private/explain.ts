import type { Finding } from './finding';
import type { Plan } from './plan';
export function explainPlan(_p: Plan, _f: readonly Finding[]): string { return ''; }

import type { Plan } from './plan';
export function mermaidOf(_p: Plan): string { return ''; }

import type { Finding } from './finding';
import type { OrderModel } from './model';
import { outlineOf, type PodOutline } from './outline';
import { type Plan, planOrder } from './plan/plan';
import type { PodTemplate } from './pod-template';
import { viewPod } from './pod-view';
import type { PodPatch } from './render/patch';
import { renderPlan } from './render/render';
import { RULES } from './rules/index';
import { restartOpensGate } from './rules/restart-opens-gate';
import { applyRule, type Rule } from './rules/rule';
import type { ServiceOutline } from './services';
import { canBeSilenced } from './silence';

/** What becomes of every Pod of one outline: what is wrong, or what is written. */
export interface Decision {
  /** Errors and warnings. */
  readonly findings: readonly Finding[];
  /** Undefined when there is an error that can't be silenced. */
  readonly patch?: PodPatch;
}

/** Synthesis does not report infos. */
const SYNTHESIS_RULES = [...RULES.filter((rule) => rule.severity !== 'info'), restartOpensGate];

/** From here on the key of an order costs more than it can save: such a Pod hardly comes twice. */
const LARGE = 100;

/** All that a plan looks at, as a text; undefined for a large Pod. */
export function likenessOf(outline: PodOutline, order: OrderModel): string | undefined {
  if (order.edges.length > LARGE) return undefined;
  const { containers, edges, sidecars: _inOutline, ignored: _byRule, imageLock, ...settings } = order;
  return JSON.stringify([outline, settings, imageLock?.path, [...containers.values()], edges]);
}

/** Plans and judges; Pods of one app that are alike in all that a plan looks at are decided once. */
export class Decisions {
  private readonly known = new Map<string, Decision>();
  /** Most Pods are like the one before, and two texts are compared in less time than one is looked up. */
  private last?: { readonly key: string; readonly decision: Decision };

  decide(template: PodTemplate, order: OrderModel, services: readonly ServiceOutline[] = []): Decision {
    const outline = outlineOf(template, order, services);
    const key = likenessOf(outline, order);
    if (key === undefined) return decide(outline, order);
    if (key === this.last?.key) return this.last.decision;
    const decision = this.known.get(key) ?? decide(outline, order);
    this.known.set(key, decision);
    this.last = { key, decision };
    return decision;
  }
}

/** Plans an order and asks the rules: those of synthesis, unless others are given. */
export function checkOrder(
  outline: PodOutline, order: OrderModel, rules: readonly Rule[] = SYNTHESIS_RULES,
): { readonly plan: Plan; readonly findings: readonly Finding[] } {
  const plan = planOrder(order, viewPod(outline, order));
  const findings: Finding[] = [];
  for (const rule of rules) findings.push(...applyRule(rule, plan));
  return { plan, findings };
}

function decide(outline: PodOutline, order: OrderModel): Decision {
  const { plan, findings } = checkOrder(outline, order);
  const wrong = findings.some((finding) => finding.severity === 'error' && !canBeSilenced(finding));
  return { findings, patch: wrong ? undefined : renderPlan(plan) };
}
